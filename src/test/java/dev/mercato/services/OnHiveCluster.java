package dev.mercato.services;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class that takes a {@link HiveCluster} as a parameter of its methods. Such classes run
 * beside one another, each in a database of its own; one that disturbs the services locks {@value
 * #CLUSTER} for itself.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(HiveClusterExtension.class)
@ResourceLock(value = OnHiveCluster.CLUSTER, mode = ResourceAccessMode.READ)
public @interface OnHiveCluster {
  /** The name of the lock. */
  String CLUSTER = "the Hive cluster";
}

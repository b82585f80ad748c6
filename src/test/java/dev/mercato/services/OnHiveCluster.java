package dev.mercato.services;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class that takes a {@link HiveCluster} as a parameter of its methods. Such classes run one
 * after the other, since they share the cluster and the session; those without run beside them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(HiveClusterExtension.class)
@ResourceLock("the Hive cluster")
public @interface OnHiveCluster {}

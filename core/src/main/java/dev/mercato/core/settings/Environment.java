package dev.mercato.core.settings;

import java.util.Locale;

/** Where the platform runs. The jars and the code path are the same; only settings differ. */
public enum Environment {
  /** One process, embedded metastore, local files. */
  LOCAL,
  /** HDFS, Hive metastore, HiveServer2 and Spark standalone. */
  CLUSTER;

  /** The name of the overlay and of the option's value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.mercato.generator;

import dev.mercato.core.spark.ForklessLocalFileSystem;
import org.apache.spark.sql.SparkSession;

/** One session for all tests of this JVM. */
public final class SharedSpark {

  private static final SparkSession SESSION =
      SparkSession.builder()
          .master("local[2]")
          .appName("generator tests")
          .config("spark.ui.enabled", false)
          .config("spark.sql.shuffle.partitions", 2)
          .config("spark.hadoop.fs.file.impl", ForklessLocalFileSystem.class.getName())
          .config("spark.sql.session.timeZone", "UTC")
          .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/no-warehouse")
          .getOrCreate();

  private SharedSpark() {}

  /** The session. */
  public static SparkSession session() {
    return SESSION;
  }
}

package dev.mercato.core.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** One Spark session with an embedded metastore for all tests of this JVM. */
final class SharedSpark {
  private static final SparkSession SESSION = open(temporary());

  private SharedSpark() {}

  static SparkSession session() {
    return SESSION;
  }

  /** A session whose metastore stands under that directory. */
  static SparkSession open(Path home) {
    System.setProperty("derby.stream.error.file", home.resolve("derby.log").toString());
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.sql.catalogImplementation", "hive")
            .config("spark.sql.warehouse.dir", home.resolve("unused").toString())
            .config(
                "spark.hadoop.javax.jdo.option.ConnectionURL",
                "jdbc:derby:;databaseName=%s;create=true".formatted(home.resolve("metastore")))
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.ui.enabled", false)
            .config("spark.sql.codegen.wholeStage", false)
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    return spark;
  }

  /** A directory with a name that has to be escaped in URIs. */
  static Path temporary() {
    try {
      return Files.createTempDirectory("mercato test 100% ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.mercato.etl.marts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** One Spark session with an embedded metastore for all tests of this JVM. */
final class SharedSpark {
  private static final SparkSession SESSION = open();

  private SharedSpark() {}

  static SparkSession session() {
    return SESSION;
  }

  private static SparkSession open() {
    Path home = temporary();
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

  static Path temporary() {
    try {
      return Files.createTempDirectory("mercato-marts");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

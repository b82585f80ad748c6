package dev.mercato.core.warehouse;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Spark and the metastore in this process. */
final class EmbeddedSpark {

  private EmbeddedSpark() {}

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
}

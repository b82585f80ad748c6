package dev.mercato.core.warehouse;

import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.SettingsLoader;
import dev.mercato.core.settings.SettingsSource;
import dev.mercato.core.spark.SparkSessions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Spark and the metastore in this process. */
final class EmbeddedSpark {
  // Tests have few rows: what costs is planning and compiling.
  private static final Map<String, String> SMALL =
      Map.of(
          "spark.master", "local[2]",
          "spark.sql.shuffle.partitions", "2",
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.adaptive.enabled", "false",
          "spark.ui.enabled", "false");

  private EmbeddedSpark() {}

  /** A session whose metastore stands under that directory. */
  static SparkSession open(Path home) {
    SparkSession spark =
        SparkSessions.open(
            SettingsLoader.load(
                new SettingsSource(home, Environment.LOCAL, Optional.empty(), Map.of(), SMALL)),
            "tests");
    spark.sparkContext().setLogLevel("ERROR");
    return spark;
  }
}

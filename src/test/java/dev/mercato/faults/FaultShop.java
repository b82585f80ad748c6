package dev.mercato.faults;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.settings.SettingsLoader;
import dev.mercato.core.settings.SettingsSource;
import dev.mercato.core.spark.SparkSessions;
import dev.mercato.generator.GenerateJob;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * A home with two raw batches of half a month each, in two versions, and two databases: one that
 * writers are killed in, and one that is never disturbed.
 */
final class FaultShop {
  static final String FIRST_HALF = "2025-01-01_2025-01-15";
  static final String SECOND_HALF = "2025-01-16_2025-01-31";

  /** A few rows each: what costs is planning and compiling. */
  private static final Map<String, String> SMALL =
      Map.of(
          "shop.users", "200",
          "shop.products", "100",
          "load.max-reject-share", "0.5",
          "maintain.merge-above", "1",
          "maintain.grace-period", "0s",
          "spark.master", "local[2]",
          "spark.ui.enabled", "false",
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.adaptive.enabled", "false",
          "spark.sql.shuffle.partitions", "2");

  private final Path home;
  private final SparkSession spark;

  private FaultShop(Path home, SparkSession spark) {
    this.home = home;
    this.spark = spark;
  }

  /** Opens Spark on the home; the metastore recovers from what killed its process, no more. */
  static FaultShop open(Path home) {
    return new FaultShop(home, SparkSessions.open(settings(home, Map.of()), "faults"));
  }

  /** The database in which writers are killed. */
  JobContext disturbed() {
    return context(Map.of("database", "disturbed", "paths.warehouse", "data/disturbed"));
  }

  /** The database in which nobody is. */
  JobContext calm() {
    return context(Map.of("database", "calm", "paths.warehouse", "data/calm"));
  }

  /** Where the other version of each batch stands. */
  static String otherRawZone(JobContext context) {
    return context.settings().locations().raw() + "-other";
  }

  /** Simulates the batches and makes their versions. */
  void makeBatches() {
    for (String batch : new String[] {FIRST_HALF, SECOND_HALF}) {
      String[] days = batch.split("_", 2);
      new GenerateJob(
              context(
                  Map.of(
                      "paths.raw", "data/clean", "generate.from", days[0], "generate.to", days[1])))
          .execute();
    }
    RawCopy copy = new RawCopy(spark, home.resolve("data/clean").toString());
    copy.to(disturbed().settings().locations().raw(), RawCopy.FIRST_VERSION);
    copy.to(otherRawZone(disturbed()), RawCopy.SECOND_VERSION);
  }

  private JobContext context(Map<String, String> options) {
    return new JobContext(settings(home, options), spark, Progress.silent());
  }

  private static Settings settings(Path home, Map<String, String> more) {
    Map<String, String> options = new HashMap<>(SMALL);
    options.putAll(more);
    return SettingsLoader.load(
        new SettingsSource(home, Environment.LOCAL, Optional.empty(), Map.of(), options));
  }
}

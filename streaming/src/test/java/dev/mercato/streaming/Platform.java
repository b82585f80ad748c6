package dev.mercato.streaming;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.settings.SettingsLoader;
import dev.mercato.core.settings.SettingsSource;
import dev.mercato.core.spark.SparkSessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * A platform for tests: one Spark session with an embedded metastore for the whole JVM, and as many
 * homes as tests want, each with its own raw zone and its own database.
 */
public final class Platform {
  private static final Path METASTORE = newDirectory("mercato-streaming-metastore");
  private static final SparkSession SPARK = open();
  private static int homes;

  private Platform() {}

  public static SparkSession spark() {
    return SPARK;
  }

  /** A context with an empty home and an empty database of its own. */
  public static synchronized JobContext fresh(Map<String, String> options) {
    homes++;
    Map<String, String> all = new HashMap<>(options);
    all.put("database", "shop" + homes);
    return new JobContext(
        settings(newDirectory("mercato-streaming-home"), all), SPARK, Progress.silent());
  }

  private static SparkSession open() {
    Map<String, String> options =
        Map.of(
            "paths.metastore",
            METASTORE.toString(),
            "paths.warehouse",
            METASTORE.resolve("warehouse").toString(),
            "spark.master",
            "local[2]",
            "spark.sql.session.timeZone",
            "UTC",
            // Tests have few rows: what costs is planning and compiling, and two partitions do.
            "spark.sql.shuffle.partitions",
            "2",
            "spark.sql.codegen.wholeStage",
            "false",
            "spark.sql.adaptive.enabled",
            "false",
            "spark.ui.enabled",
            "false");
    return SparkSessions.open(settings(METASTORE, options), "tests");
  }

  private static Settings settings(Path home, Map<String, String> options) {
    return SettingsLoader.load(
        new SettingsSource(home, Environment.LOCAL, Optional.empty(), Map.of(), options));
  }

  private static Path newDirectory(String prefix) {
    try {
      Path directory = Files.createTempDirectory(prefix);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (var paths = Files.walk(directory)) {
      paths.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // left to the system's own cleaning
    }
  }
}

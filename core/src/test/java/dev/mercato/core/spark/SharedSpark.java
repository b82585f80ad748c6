package dev.mercato.core.spark;

import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.SettingsLoader;
import dev.mercato.core.settings.SettingsSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;

/** One Spark session with an embedded metastore for all tests of this JVM. */
public final class SharedSpark {
  /** Tests have few rows: what costs is planning and compiling. */
  private static final Map<String, String> SMALL =
      Map.of(
          "spark.master", "local[2]",
          "spark.sql.shuffle.partitions", "2",
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.adaptive.enabled", "false",
          "spark.ui.enabled", "false");

  private static final SparkSession SESSION = open(temporary());

  private SharedSpark() {}

  /** The session. */
  public static SparkSession session() {
    return SESSION;
  }

  private static SparkSession open(Path home) {
    SparkSession spark =
        SparkSessions.open(
            SettingsLoader.load(
                new SettingsSource(home, Environment.LOCAL, Optional.empty(), Map.of(), SMALL)),
            "tests");
    spark.sparkContext().setLogLevel("ERROR");
    return spark;
  }

  /** A directory with a name that has to be escaped in URIs; it ends with this JVM. */
  public static Path temporary() {
    try {
      Path directory = Files.createTempDirectory("mercato test 100% ");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> FileUtil.fullyDelete(directory.toFile())));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

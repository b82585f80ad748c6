package dev.mercato.core.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;

/** One Spark session with an embedded metastore for all tests of this JVM. */
final class SharedSpark {
  private static final SparkSession SESSION = EmbeddedSpark.open(temporary());

  private SharedSpark() {}

  static SparkSession session() {
    return SESSION;
  }

  /** A directory with a name that has to be escaped in URIs; it ends with this JVM. */
  static Path temporary() {
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

package dev.mercato.core.spark;

import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder in which Hive's client would keep jars of functions: this process's, and ends with it.
 */
final class HiveResources {
  private static Optional<Path> made = Optional.empty();

  private HiveResources() {}

  static synchronized Path directory() {
    if (made.isEmpty()) {
      made = Optional.of(make());
    }
    return made.get();
  }

  private static Path make() {
    try {
      Path directory = Files.createTempDirectory("mercato-hive-");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> delete(directory), "delete Hive's folder"));
      return directory;
    } catch (IOException e) {
      throw MercatoException.failed(
          "No temporary folder can be made in %s (%s): make room, or set TMPDIR to another place."
              .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
          e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // The process is ending; what is left in the temporary directory harms nobody.
    }
  }
}

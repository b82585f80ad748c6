package dev.mercato.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A virtual environment with the packages of an image: of the same requirement files, from PyPI. It
 * is made when it is first asked for, and kept in {@code src/test/.venv} until those files change.
 */
public final class PythonEnvironment {
  /** Spark alone, with what the notebooks need. */
  public static PythonEnvironment jupyter() {
    return of("jupyter", "docker/spark/requirements.txt", "notebooks/requirements.txt");
  }

  /** Airflow, and Spark to submit jobs with. */
  public static PythonEnvironment airflow() {
    return of("airflow", "docker/spark/requirements.txt", "docker/airflow/requirements.txt");
  }

  private final Path directory;

  private PythonEnvironment(Path directory) {
    this.directory = directory;
  }

  private static synchronized PythonEnvironment of(String name, String... requirements) {
    List<Path> files = new ArrayList<>();
    CRC32 checksum = new CRC32();
    try {
      for (String file : requirements) {
        files.add(Checkout.root().resolve(file));
        checksum.update(Files.readAllBytes(Checkout.root().resolve(file)));
      }
      Path directory =
          Checkout.root()
              .resolve("src/test/.venv")
              .resolve(name + "-" + HexFormat.of().toHexDigits((int) checksum.getValue()));
      Path complete = directory.resolve("complete");
      if (!Files.exists(complete)) {
        make(directory, files);
        Files.createFile(complete);
      }
      return new PythonEnvironment(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void make(Path directory, List<Path> requirements) {
    run(List.of("python3", "-m", "venv", "--clear", directory.toString()));
    List<String> install =
        new ArrayList<>(
            List.of(directory.resolve("bin/pip").toString(), "install", "--quiet", "--no-compile"));
    requirements.forEach(file -> install.addAll(List.of("--requirement", file.toString())));
    run(install);
  }

  private static void run(List<String> line) {
    Finished finished = Finished.of(line, Map.of());
    if (finished.status() != 0) {
      throw new IllegalStateException(
          "%s ended with %d:%n%s".formatted(line, finished.status(), finished.output()));
    }
  }

  /** A command of this environment. */
  public Path command(String name) {
    return directory.resolve("bin").resolve(name);
  }

  /** Where its pyspark holds a whole Spark. */
  public Path sparkHome() {
    try (var found =
        Files.find(directory, 5, (path, attributes) -> path.endsWith("site-packages/pyspark"))) {
      return found.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

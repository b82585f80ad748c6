package dev.mercato.services;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Where the sources of the platform stand, and what the build has made of them. */
public final class Checkout {
  private Checkout() {}

  /** The topmost folder: the one that holds {@code config/} and {@code docker/}. */
  public static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("docker/hive"))) {
        return folder;
      }
    }
    throw new IllegalStateException("Cannot find the checkout: no docker/hive above " + start);
  }

  /** The service configuration of {@code config/NAME}. */
  public static Path config(String name) {
    return root().resolve("config").resolve(name);
  }

  /**
   * The jars of {@code docker/NAME/pom.xml}, as that module's build has resolved them.
   *
   * @throws IllegalStateException if the module has not been built
   */
  static List<Path> jars(String name) {
    Path file = built(name).resolve("class-path");
    try {
      return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
          .splitAsStream(Files.readString(file).strip())
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot read the class path "
              + file
              + ": build it with mvn -pl docker/"
              + name
              + " verify",
          e);
    }
  }

  /** What the build of {@code docker/NAME} leaves behind. */
  static Path built(String name) {
    return root().resolve("docker").resolve(name).resolve("target");
  }

  /** The folder for the logs of services, made if it is not there. */
  static Path logs() {
    try {
      return Files.createDirectories(root().resolve("src/test/target/services"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

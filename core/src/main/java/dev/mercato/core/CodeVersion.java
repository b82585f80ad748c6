package dev.mercato.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which version of the platform this is. */
public final class CodeVersion {
  private static final String FILE = "version.txt";

  private CodeVersion() {}

  /** The version, as in the pom that it was built from. */
  public static String current() {
    try (InputStream in = CodeVersion.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

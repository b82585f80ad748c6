package dev.mercato.core.warehouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Long texts in metastore parameters. A metastore's column may hold no more than 4,000 characters
 * (embedded Derby's), so a text stands in pieces NAME.0, NAME.1, and so on; one that does not fit
 * into a single piece is compressed first, because merged partitions carry the records of hundreds
 * of loads that differ little.
 */
final class ParameterText {
  static final int PIECE = 3_900;
  private static final String COMPRESSED = "gzip:";

  private ParameterText() {}

  /** Puts an ASCII text into the parameters. */
  static void put(Map<String, String> parameters, String name, String text) {
    String stored = text.length() <= PIECE ? text : COMPRESSED + compress(text);
    for (int piece = 0; piece == 0 || piece * PIECE < stored.length(); piece++) {
      parameters.put(
          name + "." + piece,
          stored.substring(piece * PIECE, Math.min(stored.length(), (piece + 1) * PIECE)));
    }
  }

  /** The text, if the parameters have it. */
  static Optional<String> get(Map<String, String> parameters, String name) {
    StringBuilder stored = new StringBuilder();
    for (int piece = 0; parameters.containsKey(name + "." + piece); piece++) {
      stored.append(parameters.get(name + "." + piece));
    }
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        stored.indexOf(COMPRESSED) == 0
            ? expand(stored.substring(COMPRESSED.length()))
            : stored.toString());
  }

  private static String compress(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String expand(String text) {
    try (GZIPInputStream zip =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

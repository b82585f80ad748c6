package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import java.util.regex.Pattern;

/** The rules for names of loads. They end in paths and partition names. */
public final class LoadId {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** What the partitions of merged loads are called; no load may be. */
  static final String MERGED = "merged-";

  private LoadId() {}

  /**
   * The name, if a load may have it: a batch's such as {@code 2025-01-01_2025-12-31}, up to 100
   * letters of A to Z, digits, dot, hyphen and underscore, a letter or digit first.
   */
  public static String checked(String loadId) {
    if (!ALLOWED.matcher(loadId).matches() || loadId.startsWith(MERGED)) {
      throw MercatoException.usage(
          "'%s' cannot name a load: take up to 100 letters, digits, dots, hyphens and underscores, a letter or digit first, and not '%s...'."
              .formatted(loadId, MERGED));
    }
    return loadId;
  }
}

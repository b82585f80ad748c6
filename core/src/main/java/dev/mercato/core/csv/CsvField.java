package dev.mercato.core.csv;

/** One field in a line of comma-separated values (RFC 4180). */
public final class CsvField {
  private CsvField() {}

  /** The text as it stands in a line: quoted if it could be taken for more than one field. */
  public static String of(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

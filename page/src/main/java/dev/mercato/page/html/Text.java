package dev.mercato.page.html;

import java.util.Objects;

/** Text, whatever it holds: it is escaped when it is written. */
public record Text(String value) implements Node {
  private static final char REPLACEMENT = '\uFFFD';

  public Text {
    Objects.requireNonNull(value, "text");
  }

  @Override
  public void write(StringBuilder out) {
    escape(value, out);
  }

  /** Escapes for text and for quoted attribute values; what XML cannot hold is replaced. */
  static void escape(String value, StringBuilder out) {
    value
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isAllowed(point) ? point : REPLACEMENT);
              }
            });
  }

  /** The characters of XML 1.0, section 2.2. */
  private static boolean isAllowed(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }
}

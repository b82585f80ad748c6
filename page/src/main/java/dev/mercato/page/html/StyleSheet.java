package dev.mercato.page.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The page's own style sheet, which fetches nothing. Style is raw text in HTML, so it comes from
 * the class path and never from data.
 */
public final class StyleSheet implements Node {
  private final String css;

  private StyleSheet(String css) {
    this.css = css;
  }

  /** A style sheet that stands beside a class. */
  public static StyleSheet beside(Class<?> owner, String file) {
    try (InputStream in = owner.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("No style sheet " + file + " beside " + owner.getName());
      }
      String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (css.contains("<")
          || css.contains("&")
          || css.contains("url(")
          || css.contains("@import")) {
        throw new IllegalArgumentException(
            "Style sheet " + file + " holds markup or fetches files");
      }
      return new StyleSheet(css);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(StringBuilder out) {
    out.append("<style>\n").append(css).append("</style>");
  }
}

package dev.mercato.page.html;

import java.util.Locale;

/** A bar in a table's cell: part of the whole width. */
public final class Bar {
  private Bar() {}

  /**
   * A bar.
   *
   * @param share 0 to 1; what lies outside is drawn as the nearest that can be
   */
  public static Element of(double share) {
    double width = 100 * Math.max(0, Math.min(1, share));
    return Element.styled("svg", "bar")
        .with("viewBox", "0 0 100 1")
        .with("preserveAspectRatio", "none")
        .with("aria-hidden", "true")
        .add(
            Element.styled("rect", "fill-accent")
                .with("width", String.format(Locale.ROOT, "%.1f", width))
                .with("height", "1"));
  }
}

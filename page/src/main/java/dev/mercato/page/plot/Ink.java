package dev.mercato.page.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The colours of plots, by what they are for. On the page each is a style class, so that it can
 * turn with the reader's colour scheme; in a bitmap it is the light colour.
 *
 * <p>Blue and vermilion are from the set of Okabe and Ito, Color Universal Design (2008), which
 * colour-blind readers can tell apart.
 */
public enum Ink {
  ACCENT(0x0072B2),
  SOFT(0xA6CBE3),
  WARM(0xD55E00),
  MUTED(0xB4BBC3),
  GRID(0xE4E7EB),
  BASELINE(0xA0A7AF),
  TEXT(0x4B535C);

  private final Color color;

  Ink(int rgb) {
    this.color = new Color(rgb);
  }

  /** The light colour. */
  Color color() {
    return color;
  }

  /** The style class of what is drawn as lines with it. */
  String strokeClass() {
    return "stroke-" + name().toLowerCase(Locale.ROOT);
  }

  /** The style class of what is filled with it. */
  public String fillClass() {
    return "fill-" + name().toLowerCase(Locale.ROOT);
  }

  /** The ink of a light colour; none for what is no ink, such as a transparent background. */
  static Optional<Ink> of(Color color) {
    return Arrays.stream(values()).filter(ink -> ink.color.equals(color)).findFirst();
  }
}

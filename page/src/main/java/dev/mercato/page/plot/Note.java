package dev.mercato.page.plot;

/**
 * Words at a data coordinate.
 *
 * @param dx pixels to the right of it
 * @param dy pixels below it, to the text's base line
 */
public record Note(double x, double y, int dx, int dy, Anchor anchor, String text) {

  /** Which end of the text stands at the point, by its name in SVG. */
  public enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String svg;

    Anchor(String svg) {
      this.svg = svg;
    }

    String svg() {
      return svg;
    }
  }
}

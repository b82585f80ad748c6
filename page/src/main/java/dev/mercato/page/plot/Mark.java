package dev.mercato.page.plot;

/** Something drawn at data coordinates. */
public sealed interface Mark {

  /** The ink it is drawn with. */
  Ink ink();

  /** A line through points; where y is not a number it is broken. */
  record Line(Ink ink, float width, Series x, Series y) implements Mark {}

  /** A filled shape with these corners. */
  record Area(Ink ink, Series x, Series y) implements Mark {

    /** A rectangle. */
    static Area box(Ink ink, double left, double right, double bottom, double top) {
      return new Area(
          ink, Series.of(left, right, right, left), Series.of(bottom, bottom, top, top));
    }
  }
}

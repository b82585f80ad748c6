package dev.mercato.etl.report.plot;

/** Something drawn at data coordinates. */
public sealed interface Mark {

  /** The ink it is drawn with. */
  Ink ink();

  /** A line through points; where y is not a number it is broken. */
  record Line(Ink ink, float width, double[] x, double[] y) implements Mark {
    public Line {
      x = x.clone();
      y = y.clone();
    }
  }

  /** A filled shape with these corners. */
  record Area(Ink ink, double[] x, double[] y) implements Mark {
    public Area {
      x = x.clone();
      y = y.clone();
    }

    /** A rectangle. */
    static Area box(Ink ink, double left, double right, double bottom, double top) {
      return new Area(
          ink, new double[] {left, right, right, left}, new double[] {bottom, bottom, top, top});
    }
  }
}

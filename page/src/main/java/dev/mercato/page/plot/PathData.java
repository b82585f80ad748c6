package dev.mercato.page.plot;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.Locale;

/** The data of an SVG path, to a tenth of a pixel; pieces that meet become one line. */
final class PathData {
  private static final double STRAIGHT = 0.5;

  private final StringBuilder data = new StringBuilder();
  private String end = "";

  /** Goes on with a shape. */
  void append(Shape shape) {
    double[] at = new double[6];
    for (PathIterator path = shape.getPathIterator(null, STRAIGHT); !path.isDone(); path.next()) {
      int segment = path.currentSegment(at);
      String point = number(at[0]) + " " + number(at[1]);
      if (segment == PathIterator.SEG_CLOSE) {
        data.append('Z');
        end = "";
      } else if (!point.equals(end)) {
        data.append(segment == PathIterator.SEG_MOVETO ? 'M' : 'L').append(point);
        end = point;
      }
    }
  }

  /** What was appended since the last time. */
  String take() {
    String taken = data.toString();
    data.setLength(0);
    end = "";
    return taken;
  }

  /** A coordinate as SVG has it. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}

package dev.mercato.page.plot;

/**
 * The paper of a plot, in pixels: its size and the margins for words.
 *
 * @param styleClass tells the page when to show it
 */
public record Frame(
    String styleClass, int width, int height, int left, int right, int top, int bottom) {

  /** For a wide screen. */
  public static Frame wide(int height, int left, int right) {
    return new Frame("wide", 760, height, left, right, 26, 28);
  }

  /** For a telephone. */
  public static Frame narrow(int height, int left, int right) {
    return new Frame("narrow", 360, height, left, right, 26, 28);
  }

  /** One of many small ones in a grid, the same on every screen. */
  public static Frame small() {
    return new Frame("small", 240, 122, 40, 8, 10, 22);
  }

  int innerWidth() {
    return width - left - right;
  }

  int innerHeight() {
    return height - top - bottom;
  }

  double x(Scale scale, double value) {
    return left + (value - scale.low()) / (scale.high() - scale.low()) * innerWidth();
  }

  double y(Scale scale, double value) {
    return top + (scale.high() - value) / (scale.high() - scale.low()) * innerHeight();
  }
}

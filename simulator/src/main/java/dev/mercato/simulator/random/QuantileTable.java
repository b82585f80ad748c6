package dev.mercato.simulator.random;

import java.util.function.DoubleUnaryOperator;

/**
 * A distribution on the positive numbers drawn by inversion: one uniform number in, one value out,
 * for the price of a table look-up. The quantile function is exact at 128 points for each halving
 * of the way to either end, and linear between them; the distribution so drawn is within 2e-5 of
 * the exact one everywhere. The outermost 2^-24 at either end are drawn as the quantile there.
 * Immutable.
 */
public final class QuantileTable {

  private static final int MANTISSA_BITS = 52;
  private static final int CELL_BITS = 7;
  private static final int REST_BITS = MANTISSA_BITS - CELL_BITS;
  private static final long REST_MASK = (1L << REST_BITS) - 1;
  private static final double REST_UNIT = 1.0 / (1L << REST_BITS);
  private static final double OUTERMOST = 0x1.0p-24;
  private static final long FIRST = Double.doubleToRawLongBits(OUTERMOST) >>> REST_BITS;
  private static final int POINTS = (23 << CELL_BITS) + 2;

  /**
   * First by u from the lower end to the middle, then by 1 - u from the upper end to the middle.
   */
  private final double[] points;

  private QuantileTable(double[] points) {
    this.points = points;
  }

  /**
   * Tabulates the inverse of a distribution function.
   *
   * @param cdf rises from 0 at 0 to 1
   * @param density its derivative
   */
  public static QuantileTable of(DoubleUnaryOperator cdf, DoubleUnaryOperator density) {
    Inversion inversion = new Inversion(cdf, density);
    double[] points = new double[2 * POINTS];
    double y = Inversion.LOWEST;
    for (int i = 0; i < POINTS - 1; i++) {
      y = inversion.logQuantile(distance(i), y);
      points[i] = StrictMath.exp(y);
    }
    for (int i = POINTS - 2; i >= 0; i--) {
      y = inversion.logQuantile(1 - distance(i), y);
      points[POINTS + i] = StrictMath.exp(y);
    }
    return new QuantileTable(points);
  }

  /** The value below which a share {@code u} in [0, 1) of the distribution lies. */
  public double at(double u) {
    // The sign bit says which half u lies in: a branch would be mispredicted half of the time.
    double toMiddle = 0.5 - u;
    int upper = (int) (Double.doubleToRawLongBits(toMiddle) >>> 63);
    double distance = 0.5 - Math.abs(toMiddle);
    if (distance < OUTERMOST) {
      distance = OUTERMOST;
    }
    long bits = Double.doubleToRawLongBits(distance);
    int point = (int) ((bits >>> REST_BITS) - FIRST) + upper * POINTS;
    double from = points[point];
    return from + (points[point + 1] - from) * ((bits & REST_MASK) * REST_UNIT);
  }

  /** How far the i-th point is from its end of [0, 1]. */
  private static double distance(int i) {
    return Double.longBitsToDouble((FIRST + i) << REST_BITS);
  }

  /**
   * Finds quantiles in rising order: Newton's steps on ln x, halving where a step leaves the
   * bracket.
   */
  private record Inversion(DoubleUnaryOperator cdf, DoubleUnaryOperator density) {

    static final double LOWEST = -690;
    private static final double HIGHEST = 690;
    private static final int STEPS = 200;

    /** The logarithm of the quantile of p, which is not below {@code lowest}. */
    double logQuantile(double p, double lowest) {
      double low = lowest;
      double high = HIGHEST;
      double y = low;
      for (int step = 0; step < STEPS; step++) {
        double x = StrictMath.exp(y);
        double miss = cdf.applyAsDouble(x) - p;
        if (miss > 0) {
          high = y;
        } else {
          low = y;
        }
        double move = miss / (x * density.applyAsDouble(x));
        if (Math.abs(move) < 1e-13) {
          break;
        }
        double next = y - move;
        y = next > low && next < high ? next : (low + high) / 2;
      }
      return y;
    }
  }
}

package dev.mercato.simulator.reference.churn;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * Points and weights to integrate a posterior over one trait: the trapezoid rule in a coordinate x
 * in which every customer's posterior is about as wide, at least 1. For smooth integrands that
 * vanish at both ends that rule's error falls exponentially with the step (Trefethen and Weideman,
 * "The exponentially convergent trapezoidal rule", SIAM Review 56(3), 2014): for a normal density
 * of standard deviation 1 and step h as {@code 2 exp(-2 pi^2 / h^2)}, so a coarse grid is as good
 * as exact.
 *
 * <p>The coordinate is given by {@code dy/dx = spread(y)}, with y the trait's logarithm (or logit)
 * and spread(y) the narrowest posterior to be expected there. Whatever the prior leaves below the
 * first point, where the trait is too small to make a difference, is added to that point.
 * Immutable.
 */
final class StretchedGrid {

  private final double[] points;
  private final double[] logWeights;

  private StretchedGrid(double[] points, double[] logWeights) {
    this.points = points;
    this.logWeights = logWeights;
  }

  /**
   * Lays the grid.
   *
   * @param logDensity the logarithm of the prior's density of y, up to a constant; rises from the
   *     left end
   */
  static StretchedGrid of(
      double low,
      double high,
      double step,
      DoubleUnaryOperator spread,
      DoubleUnaryOperator logDensity) {
    double[] points =
        DoubleStream.iterate(low, y -> y < high, y -> next(y, step, spread)).toArray();
    double[] weights = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      weights[i] =
          logDensity.applyAsDouble(points[i]) + StrictMath.log(spread.applyAsDouble(points[i]));
    }
    weights[0] -= StrictMath.log1p(-StrictMath.exp(Math.min(-1e-3, weights[0] - weights[1])));
    return new StretchedGrid(points, weights);
  }

  int size() {
    return points.length;
  }

  /** A point y; they ascend. */
  double at(int i) {
    return points[i];
  }

  /** The logarithm of a point's prior weight; not normalised. */
  double logWeight(int i) {
    return logWeights[i];
  }

  /** A copy of the logarithms of all points' prior weights. */
  double[] logWeights() {
    return logWeights.clone();
  }

  /** One step in x by the classical Runge-Kutta rule. */
  private static double next(double y, double step, DoubleUnaryOperator spread) {
    double a = spread.applyAsDouble(y);
    double b = spread.applyAsDouble(y + step / 2 * a);
    double c = spread.applyAsDouble(y + step / 2 * b);
    double d = spread.applyAsDouble(y + step * c);
    return y + step / 6 * (a + 2 * b + 2 * c + d);
  }
}

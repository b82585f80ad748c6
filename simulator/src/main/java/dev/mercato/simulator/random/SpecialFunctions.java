package dev.mercato.simulator.random;

/**
 * The distribution functions of Gamma and Beta, to about 1e-12, on {@link StrictMath} only.
 * Formulas: NIST Digital Library of Mathematical Functions, 5.11 (log gamma), 8.7 and 8.9
 * (incomplete gamma), 8.17 (incomplete beta).
 */
public final class SpecialFunctions {

  private static final double PRECISION = 1e-15;
  private static final int TERMS = 2_000;

  private SpecialFunctions() {}

  /** ln Gamma(x) for x > 0: Stirling's series after shifting x to 10 or more. */
  public static double logGamma(double x) {
    double shift = 1;
    double z = x;
    while (z < 10) {
      shift *= z;
      z += 1;
    }
    double inverse = 1 / z;
    double square = inverse * inverse;
    double series =
        inverse
            * (1.0 / 12
                - square
                    * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
    return (z - 0.5) * StrictMath.log(z)
        - z
        + 0.5 * StrictMath.log(2 * Math.PI)
        + series
        - StrictMath.log(shift);
  }

  /** P(Gamma(shape, rate 1) <= x). */
  public static double gammaCdf(double shape, double x) {
    if (x <= 0) {
      return 0;
    }
    double front = StrictMath.exp(shape * StrictMath.log(x) - x - logGamma(shape));
    if (x < shape + 1) {
      double term = 1 / shape;
      double sum = term;
      for (int n = 1; n < TERMS && term > sum * PRECISION; n++) {
        term *= x / (shape + n);
        sum += term;
      }
      return front * sum;
    }
    return 1 - front * upperGammaFraction(shape, x);
  }

  /** P(Beta(a, b) <= x). */
  public static double betaCdf(double a, double b, double x) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double front =
        StrictMath.exp(
            logGamma(a + b)
                - logGamma(a)
                - logGamma(b)
                + a * StrictMath.log(x)
                + b * StrictMath.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? front * betaFraction(a, b, x) / a
        : 1 - front * betaFraction(b, a, 1 - x) / b;
  }

  /** The continued fraction of the upper incomplete gamma, evaluated by Lentz's method. */
  private static double upperGammaFraction(double shape, double x) {
    double base = x + 1 - shape;
    double c = Double.MAX_VALUE;
    double d = 1 / base;
    double value = d;
    for (int n = 1; n < TERMS; n++) {
      double numerator = n * (shape - n);
      base += 2;
      d = 1 / nonZero(numerator * d + base);
      c = nonZero(base + numerator / c);
      value *= d * c;
      if (Math.abs(d * c - 1) < PRECISION) {
        break;
      }
    }
    return value;
  }

  private static double betaFraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int n = 1; n < TERMS; n++) {
      double even = n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n));
      d = 1 / nonZero(1 + even * d);
      c = nonZero(1 + even / c);
      value *= d * c;
      double odd = -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1));
      d = 1 / nonZero(1 + odd * d);
      c = nonZero(1 + odd / c);
      value *= d * c;
      if (Math.abs(d * c - 1) < PRECISION) {
        break;
      }
    }
    return value;
  }

  private static double nonZero(double x) {
    return Math.abs(x) < 1e-300 ? 1e-300 : x;
  }
}

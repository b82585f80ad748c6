package dev.mercato.simulator.users;

import dev.mercato.simulator.random.SpecialFunctions;

/** The Beta distribution with density proportional to {@code x^(a-1) (1-x)^(b-1)} on (0, 1). */
public record BetaPrior(double a, double b) {

  public BetaPrior {
    if (!(a > 0) || !(b > 0)) {
      throw new IllegalArgumentException(
          "Cannot have a Beta distribution of " + a + " and " + b + ": both must be positive");
    }
  }

  /** Its mean. */
  public double mean() {
    return a / (a + b);
  }

  /** Its density at x in (0, 1). */
  public double density(double x) {
    return StrictMath.exp(
        (a - 1) * StrictMath.log(x)
            + (b - 1) * StrictMath.log1p(-x)
            + SpecialFunctions.logGamma(a + b)
            - SpecialFunctions.logGamma(a)
            - SpecialFunctions.logGamma(b));
  }

  /** The probability of a value up to x. */
  public double cdf(double x) {
    return SpecialFunctions.betaCdf(a, b, x);
  }
}

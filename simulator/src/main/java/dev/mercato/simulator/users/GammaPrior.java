package dev.mercato.simulator.users;

import dev.mercato.simulator.random.SpecialFunctions;

/**
 * The Gamma distribution with density {@code rate^shape x^(shape-1) e^(-rate x) / Gamma(shape)} on
 * x > 0.
 */
public record GammaPrior(double shape, double rate) {

  public GammaPrior {
    if (!(shape > 0) || !(rate > 0)) {
      throw new IllegalArgumentException(
          "Cannot have a Gamma distribution of shape "
              + shape
              + " and rate "
              + rate
              + ": both must be positive");
    }
  }

  /** Its mean. */
  public double mean() {
    return shape / rate;
  }

  /** Its density at x > 0. */
  public double density(double x) {
    return rate
        * StrictMath.exp(
            (shape - 1) * StrictMath.log(rate * x) - rate * x - SpecialFunctions.logGamma(shape));
  }

  /** The probability of a value up to x. */
  public double cdf(double x) {
    return SpecialFunctions.gammaCdf(shape, rate * x);
  }
}

package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.users.UserTruth;

/**
 * A user's own traits as far as they matter here; the end of the lifetime is not among them.
 *
 * @param visitRate lambda, visits a day
 * @param dropoutRate mu, a day
 * @param conversion c, the probability that a visit on an ordinary day buys
 */
public record CustomerRates(double visitRate, double dropoutRate, double conversion) {

  public CustomerRates {
    if (!(visitRate >= 0) || !(dropoutRate > 0) || !(conversion >= 0 && conversion <= 1)) {
      throw new IllegalArgumentException(
          "Cannot have a customer of visit rate "
              + visitRate
              + ", dropout rate "
              + dropoutRate
              + " and conversion "
              + conversion);
    }
  }

  /** The traits of a user of the simulated shop. */
  public static CustomerRates of(UserTruth truth) {
    return new CustomerRates(truth.visitRate(), truth.dropoutRate(), truth.conversion());
  }
}

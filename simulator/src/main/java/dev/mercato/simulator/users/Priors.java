package dev.mercato.simulator.users;

import dev.mercato.simulator.catalogue.Clusters;

/**
 * The distributions that users' hidden traits are drawn from, independently of each other: the
 * Pareto/NBD model of Schmittlein, Morrison and Colombo ("Counting your customers", Management
 * Science 33(1), 1987) over visits instead of purchases, with a share of visits that buy.
 *
 * <p>While alive a user visits as a Poisson process of rate {@code lambda * visitFactor(day)}; the
 * lifetime from sign-up is exponential with rate mu, cut at {@link #MAX_LIFETIME_DAYS}; a visit
 * buys with probability {@code min(1, c * conversionFactor(day))}; each product looked at is drawn
 * from {@code sum_k taste(k) P(product | k, month)}.
 *
 * @param visitRate of lambda, visits a day
 * @param dropoutRate of mu, a day
 * @param conversion of c
 * @param tasteConcentration the parameter, the same for all {@link Clusters#COUNT} clusters, of the
 *     symmetric Dirichlet that taste is drawn from; well under 1, so most users have few interests
 * @param tier P(loyalty tier | lambda, mu)
 */
public record Priors(
    GammaPrior visitRate,
    GammaPrior dropoutRate,
    BetaPrior conversion,
    double tasteConcentration,
    TierModel tier) {

  /** No lifetime is longer: a hundred years. */
  public static final double MAX_LIFETIME_DAYS = 36_525;

  private static final GammaPrior VISIT_RATE = new GammaPrior(1.0, 1.0 / 0.13);
  private static final GammaPrior DROPOUT_RATE = new GammaPrior(1.5, 1.5 * 500);

  /**
   * The shop's priors. The means are set so that the seed scale comes out (half a million order
   * lines in 2025); the shapes so that a fifth of the customers bring three fifths of the revenue.
   */
  public static final Priors SHOP =
      new Priors(
          VISIT_RATE,
          DROPOUT_RATE,
          new BetaPrior(2.4, 26),
          0.15,
          new TierModel(VISIT_RATE.mean(), DROPOUT_RATE.mean()));

  /** The probability that a visit buys, given c and the day's {@code Seasons.conversionFactor}. */
  public static double purchaseProbability(double conversion, double conversionFactor) {
    return Math.min(1, conversion * conversionFactor);
  }
}

package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.users.GammaPrior;
import dev.mercato.simulator.users.LoyaltyTier;
import java.util.function.DoubleUnaryOperator;

/**
 * The grid over (lambda, mu): logarithms, so that the posterior is smooth at 0; lambda's stretched,
 * because n visits leave its logarithm uncertain by about {@code 1 / sqrt(1 + n)}; mu's even, since
 * a lifetime is seen at most once. Pairs stand row by row: the pair (i, k) at {@code i *
 * dropoutRates + k}.
 */
final class RateGrid {

  /** Rates so small that they would show once in a million windows. */
  private static final double NEGLIGIBLE = 1e-6;

  /**
   * The density of a Gamma distribution of rate 1 is below e^-30 of its peak this far beyond its
   * shape.
   */
  private static final double TAIL = 34;

  private final StretchedGrid visit;
  private final StretchedGrid dropout;
  private final double[] visitRates;
  private final double[] dropoutRates;
  private final double[][] tiers;

  /**
   * Lays the grid.
   *
   * @param exposure the most exposure to lambda that a user can have, in days
   * @param step see {@link StretchedGrid}
   */
  RateGrid(
      GammaPrior visitPrior,
      GammaPrior dropoutPrior,
      TierLikelihood tier,
      double exposure,
      double step) {
    this.visit =
        grid(visitPrior, exposure, step, y -> 1 / Math.sqrt(1 + exposure * StrictMath.exp(y)));
    this.dropout = grid(dropoutPrior, exposure, step, y -> 1);
    this.visitRates = exponentials(visit);
    this.dropoutRates = exponentials(dropout);
    this.tiers = new double[LoyaltyTier.values().length][];
    for (LoyaltyTier value : LoyaltyTier.values()) {
      tiers[value.code()] = likelihood(value, tier);
    }
  }

  private static StretchedGrid grid(
      GammaPrior prior, double exposure, double step, DoubleUnaryOperator spread) {
    return StretchedGrid.of(
        StrictMath.log(NEGLIGIBLE / exposure),
        StrictMath.log((prior.shape() + TAIL + 2 * Math.sqrt(TAIL * prior.shape())) / prior.rate()),
        step,
        spread,
        y -> prior.shape() * y - prior.rate() * StrictMath.exp(y));
  }

  private static double[] exponentials(StretchedGrid grid) {
    double[] result = new double[grid.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = StrictMath.exp(grid.at(i));
    }
    return result;
  }

  private double[] likelihood(LoyaltyTier value, TierLikelihood tier) {
    double[] result = new double[visitRates.length * dropoutRates.length];
    for (int i = 0; i < visitRates.length; i++) {
      for (int k = 0; k < dropoutRates.length; k++) {
        result[i * dropoutRates.length + k] =
            tier.probability(value, visitRates[i], dropoutRates[k]);
      }
    }
    return result;
  }

  int visitRates() {
    return visitRates.length;
  }

  int dropoutRates() {
    return dropoutRates.length;
  }

  double visitRate(int i) {
    return visitRates[i];
  }

  double dropoutRate(int k) {
    return dropoutRates[k];
  }

  /** P(tier | lambda, mu) by pair; not to be written to. */
  double[] likelihood(LoyaltyTier tier) {
    return tiers[tier.code()];
  }

  /**
   * By lambda, the weight prior times {@code lambda^visits exp(-lambda exposure)}, the greatest
   * being 1.
   */
  double[] visitWeights(int visits, double exposure) {
    double[] logs = new double[visitRates.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = visit.logWeight(i) + visits * visit.at(i) - visitRates[i] * exposure;
    }
    return Weights.scaled(logs);
  }

  /** By mu, the weight prior times {@code exp(-mu age)}, the greatest being 1. */
  double[] dropoutWeights(double age) {
    double[] logs = new double[dropoutRates.length];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = dropout.logWeight(k) - dropoutRates[k] * age;
    }
    return Weights.scaled(logs);
  }

  /** By mu, {@code exp(-mu length)}. */
  double[] surviving(double length) {
    double[] result = new double[dropoutRates.length];
    for (int k = 0; k < result.length; k++) {
      result[k] = StrictMath.exp(-dropoutRates[k] * length);
    }
    return result;
  }
}

package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.users.BetaPrior;
import dev.mercato.simulator.users.Priors;

/**
 * The grid over c, in logits, and its posterior. Given the visits, purchases are Bernoulli draws
 * that know nothing of lambda and mu, so the posterior of c stands apart from theirs. On days of
 * conversion factor 1 alone it would be the Beta distribution of parameters {@code a + purchases}
 * and {@code b + visits - purchases}; on other days a visit without a purchase counts {@code 1 -
 * min(1, c f)}, which is conjugate to nothing, hence the grid.
 */
final class ConversionGrid {

  private static final double TAIL = 30;

  private final StretchedGrid logits;
  private final double[] values;
  private final double[][] logBuys;
  private final double[][] logLeaves;

  /**
   * Lays the grid.
   *
   * @param visits the most visits that a user is expected to have made
   * @param levels the conversion factors that occur
   * @param step see {@link StretchedGrid}
   */
  ConversionGrid(BetaPrior prior, double visits, double[] levels, double step) {
    this.logits =
        StretchedGrid.of(
            -TAIL / prior.a(),
            TAIL / prior.b() + StrictMath.log(prior.a() / prior.b()) + 4,
            step,
            y -> 1 / Math.sqrt(1 + visits * logistic(y) * logistic(-y)),
            y ->
                prior.a() * StrictMath.log(logistic(y)) + prior.b() * StrictMath.log(logistic(-y)));
    this.values = new double[logits.size()];
    this.logBuys = new double[levels.length][values.length];
    this.logLeaves = new double[levels.length][values.length];
    for (int m = 0; m < values.length; m++) {
      values[m] = logistic(logits.at(m));
      for (int level = 0; level < levels.length; level++) {
        double buys = Priors.purchaseProbability(values[m], levels[level]);
        logBuys[level][m] = StrictMath.log(buys);
        logLeaves[level][m] = StrictMath.log1p(-buys);
      }
    }
  }

  private static double logistic(double y) {
    return 1 / (1 + StrictMath.exp(-y));
  }

  int size() {
    return values.length;
  }

  double value(int m) {
    return values[m];
  }

  /** The posterior's weights; they add up to 1. */
  double[] posterior(ConversionCounts counts) {
    double[] logs = logits.logWeights();
    for (int level = 0; level < counts.levels(); level++) {
      if (counts.bought(level) > 0) {
        add(logs, counts.bought(level), logBuys[level]);
      }
      if (counts.left(level) > 0) {
        add(logs, counts.left(level), logLeaves[level]);
      }
    }
    return Weights.normalised(Weights.scaled(logs));
  }

  private static void add(double[] logs, int times, double[] terms) {
    for (int m = 0; m < logs.length; m++) {
      logs[m] += times * terms[m];
    }
  }
}

package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.users.Priors;

/**
 * Churn as who knows the shop, but of each customer only the history, sees it: the best that a
 * model can reach in expectation from visits, purchases and tier. With T the cut, t_n the last
 * visit, a the sign-up, S the exposure from the first observed day on and G as in {@link Silence},
 * the posterior of the rates is
 *
 * <pre>
 * P(lambda, mu | history) ~ prior(lambda) prior(mu) P(tier | lambda, mu)
 *                           lambda^n exp(-lambda S(t_n) - mu (t_n - a)) G(t_n; lambda, mu)
 * </pre>
 *
 * <p>which is the likelihood of Fader and Hardie (2005) with the season and the tier; c's posterior
 * stands apart ({@link ConversionGrid}). A purchase within the horizon needs a customer who is
 * alive at the cut:
 *
 * <pre>
 * P(purchase, lambda, mu | history) ~ the same with exp(-lambda (S(T) - S(t_n)) - mu (T - t_n)) B(lambda, mu, c)
 *                                     in the place of G, B as in {@link Purchasing}
 * </pre>
 *
 * <p>Both are summed over a grid on which G and B stand in tables made once, so that a customer
 * costs some ten thousand multiplications. Immutable and thread-safe; for a year of history the
 * tables take 12 MB.
 */
public final class AttainableChurn {

  /** The grids' step, in widths of the narrowest posterior; see the tests for its accuracy. */
  static final double STEP = 0.6;

  /** How many times the mean user's visits the grid over c is laid for. */
  private static final double BUSY = 10;

  /** What is smaller than this part of the sum so far is left out. */
  private static final double NEGLIGIBLE = 1e-10;

  private final DayFactors days;
  private final RateGrid rates;
  private final ConversionGrid conversions;
  private final SilenceTable silence;
  private final PurchaseTable purchases;

  AttainableChurn(DayFactors days, Priors priors, TierLikelihood tier, double step) {
    double exposure = days.exposure(days.cut());
    this.days = days;
    this.rates = new RateGrid(priors.visitRate(), priors.dropoutRate(), tier, exposure, step);
    double visits = BUSY * priors.visitRate().mean() * exposure;
    this.conversions = new ConversionGrid(priors.conversion(), visits, days.levels(), step);
    this.silence = new SilenceTable(days, rates);
    this.purchases = new PurchaseTable(days, rates, conversions);
  }

  /** The reference for a shop and a window on its calendar; made in a fraction of a second. */
  public static AttainableChurn of(Priors priors, Seasons seasons, ObservationWindow window) {
    return new AttainableChurn(
        DayFactors.of(seasons, window), priors, priors.tier()::probability, STEP);
  }

  /**
   * What can be said about a customer from the history.
   *
   * @throws IllegalArgumentException if the history does not lie before the cut and on or after the
   *     first observed day
   */
  public ChurnEstimate estimate(CustomerHistory history) {
    double last = days.lastSeen(history);
    double start = Math.max(0, days.position(history.signedUpAt()));
    double seen = days.exposure(last) - days.exposure(start);
    double age = last - days.position(history.signedUpAt());
    return new Sums(history, last)
        .over(rates.visitWeights(history.visits(), seen), rates.dropoutWeights(age));
  }

  /** What one customer's history fixes, and the sums over the grid. */
  private final class Sums {

    private final double[] likelihood;
    private final double[] conversion;
    private final int firstConversion;
    private final int endConversion;
    private final float[] silenceAfter;
    private final double season;
    private final double exposureToday;
    private final double exposureToCut;
    private final double[] survivingToday;
    private final double[] survivingToCut;

    private double all;
    private double alive;
    private double buying;

    Sums(CustomerHistory history, double last) {
      this.likelihood = rates.likelihood(history.tier());
      this.conversion = conversions.posterior(days.count(history));
      int first = 0;
      while (conversion[first] == 0) {
        first++;
      }
      int end = conversion.length;
      while (conversion[end - 1] == 0) {
        end--;
      }
      this.firstConversion = first;
      this.endConversion = end;
      int next = Math.max(0, (int) Math.floor(last) + 1);
      this.silenceAfter = silence.from(next);
      this.season = last < 0 ? 0 : days.season(next - 1);
      this.exposureToday = season * (next - last);
      this.exposureToCut = days.exposure(days.cut()) - days.exposure(last);
      this.survivingToday = rates.surviving(next - last);
      this.survivingToCut = rates.surviving(days.cut() - last);
    }

    ChurnEstimate over(double[] visitWeights, double[] dropoutWeights) {
      for (int i = 0; i < visitWeights.length; i++) {
        if (visitWeights[i] > 0) {
          addRow(i, visitWeights[i], dropoutWeights);
        }
      }
      return new ChurnEstimate(alive / all, 1 - buying / all);
    }

    private void addRow(int i, double visitWeight, double[] dropoutWeights) {
      double visits = rates.visitRate(i) * season;
      double unseenToday = StrictMath.exp(-rates.visitRate(i) * exposureToday);
      double unseenToCut = StrictMath.exp(-rates.visitRate(i) * exposureToCut);
      for (int k = 0; k < dropoutWeights.length; k++) {
        int pair = i * dropoutWeights.length + k;
        double prior = visitWeight * dropoutWeights[k] * likelihood[pair];
        double lasts = unseenToday * survivingToday[k];
        double mu = rates.dropoutRate(k);
        all += prior * (lasts * silenceAfter[pair] + mu / (mu + visits) * (1 - lasts));
        double living = prior * unseenToCut * survivingToCut[k];
        alive += living;
        if (living > NEGLIGIBLE * all) {
          buying += living * purchases.mean(pair, conversion, firstConversion, endConversion);
        }
      }
    }
  }
}

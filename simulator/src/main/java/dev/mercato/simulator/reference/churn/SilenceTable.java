package dev.mercato.simulator.reference.churn;

import java.util.Arrays;

/**
 * {@link Silence} from the start of each observed day, and from the cut, for all pairs of a grid:
 * the recursion once for all customers. Single precision is enough, since it is a factor of
 * positive terms. Immutable.
 */
final class SilenceTable {

  private final float[][] byDay;

  SilenceTable(DayFactors days, RateGrid rates) {
    this.byDay = new float[days.cut() + 1][];
    int width = rates.dropoutRates();
    double[] current = new double[rates.visitRates() * width];
    Arrays.fill(current, 1);
    byDay[days.cut()] = rounded(current);
    double[] survives = rates.surviving(1);
    for (int day = days.cut() - 1; day >= 0; day--) {
      for (int i = 0; i < rates.visitRates(); i++) {
        double visits = rates.visitRate(i) * days.season(day);
        double unseen = StrictMath.exp(-visits);
        for (int k = 0; k < width; k++) {
          double lasts = unseen * survives[k];
          double mu = rates.dropoutRate(k);
          int pair = i * width + k;
          current[pair] = lasts * current[pair] + mu / (mu + visits) * (1 - lasts);
        }
      }
      byDay[day] = rounded(current);
    }
  }

  private static float[] rounded(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  /** G at the start of a day, by pair; not to be written to. */
  float[] from(int day) {
    return byDay[day];
  }
}

package dev.mercato.ml.churn.evaluate;

/**
 * From which probability on a risk is HIGH, and from which MEDIUM.
 *
 * @param high where offers bring the most; above 1 if they never pay
 * @param medium where messages bring the most to those below {@code high}; no more than it
 */
public record RiskBands(double high, double medium) {
  private static final int STEPS = 1_000;

  /** Chosen on customers with known outcome by the profit that contacting them would have made. */
  public static RiskBands choose(double[] probability, boolean[] churned, RetentionValue value) {
    double[] contacted = new double[STEPS + 2];
    double[] churners = new double[STEPS + 2];
    for (int i = 0; i < probability.length; i++) {
      int step = (int) (probability[i] * STEPS);
      contacted[step]++;
      churners[step] += churned[i] ? 1 : 0;
    }
    int high = best(contacted, churners, STEPS + 1, value::offerProfit);
    int medium = best(contacted, churners, high, value::messageProfit);
    return new RiskBands((double) high / STEPS, (double) medium / STEPS);
  }

  private interface Profit {
    double of(double churners, double contacted);
  }

  /** The step from which on, up to another, contacting everyone brings the most. */
  private static int best(double[] contacted, double[] churners, int end, Profit profit) {
    int best = end;
    double most = 0;
    double all = 0;
    double lost = 0;
    for (int step = end - 1; step >= 0; step--) {
      all += contacted[step];
      lost += churners[step];
      double gain = profit.of(lost, all);
      if (gain > most) {
        most = gain;
        best = step;
      }
    }
    return best;
  }

  /** HIGH, MEDIUM or LOW. */
  public String band(double probability) {
    if (probability >= high) {
      return "HIGH";
    }
    return probability >= medium ? "MEDIUM" : "LOW";
  }
}

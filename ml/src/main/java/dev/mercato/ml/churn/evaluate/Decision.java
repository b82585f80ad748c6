package dev.mercato.ml.churn.evaluate;

/**
 * What comes of calling everyone a churner from a threshold on.
 *
 * @param profit of making offers to them, in the shop's currency
 */
public record Decision(
    double threshold,
    long truePositives,
    long falsePositives,
    long falseNegatives,
    long trueNegatives,
    double precision,
    double recall,
    double f1,
    double profit) {

  static Decision at(
      double threshold, double[] probability, boolean[] churned, RetentionValue value) {
    int[][] counts = new int[2][2];
    for (int i = 0; i < probability.length; i++) {
      counts[probability[i] >= threshold ? 1 : 0][churned[i] ? 1 : 0]++;
    }
    double precision = ratio(counts[1][1], counts[1][1] + counts[1][0]);
    double recall = ratio(counts[1][1], counts[1][1] + counts[0][1]);
    return new Decision(
        threshold,
        counts[1][1],
        counts[1][0],
        counts[0][1],
        counts[0][0],
        precision,
        recall,
        precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall),
        value.offerProfit(counts[1][1], counts[1][1] + counts[1][0]));
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}

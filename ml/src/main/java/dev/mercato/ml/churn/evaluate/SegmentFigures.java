package dev.mercato.ml.churn.evaluate;

/**
 * How good the forecast is of some of the customers.
 *
 * @param churnRate the share that churned
 * @param meanProbability what was expected of it
 * @param auc that one who churned is ranked above one who did not
 */
public record SegmentFigures(
    String segment, int customers, double churnRate, double meanProbability, double auc) {

  static SegmentFigures of(String segment, double[] probability, boolean[] churned) {
    double expected = 0;
    int churners = 0;
    for (int i = 0; i < churned.length; i++) {
      expected += probability[i];
      churners += churned[i] ? 1 : 0;
    }
    return new SegmentFigures(
        segment,
        churned.length,
        (double) churners / churned.length,
        expected / churned.length,
        new Forecast(probability, churned).auc());
  }
}

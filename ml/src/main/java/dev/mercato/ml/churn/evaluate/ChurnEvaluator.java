package dev.mercato.ml.churn.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Compares forecasts of the same customers with what became of them. */
public final class ChurnEvaluator {
  private final TestCustomers customers;

  public ChurnEvaluator(TestCustomers customers) {
    this.customers = customers;
  }

  /** The figures of a forecast, given in the order of the customers. */
  public ForecastFigures figures(String name, double[] probability, double seconds) {
    return ForecastFigures.of(name, new Forecast(probability, customers.churned()), seconds);
  }

  public Curve calibration(double[] probability) {
    return ForecastFigures.calibration(new Forecast(probability, customers.churned()));
  }

  public Curve roc(double[] probability) {
    return ForecastFigures.roc(new Forecast(probability, customers.churned()));
  }

  public Curve precision(double[] probability) {
    return ForecastFigures.precision(new Forecast(probability, customers.churned()));
  }

  public List<Double> lift(double[] probability) {
    return ForecastFigures.lift(new Forecast(probability, customers.churned()));
  }

  public Decision decision(double[] probability, RiskBands bands, RetentionValue value) {
    return Decision.at(bands.high(), probability, customers.churned(), value);
  }

  /** Less is more: minus the log-loss of each customer. */
  public double[] scores(double[] probability) {
    double[] scores = new double[probability.length];
    Arrays.setAll(scores, i -> -Forecast.loss(probability[i], customers.churned()[i]));
    return scores;
  }

  /** The mean log-loss. */
  public double logLoss(double[] probability) {
    return -Arrays.stream(scores(probability)).average().orElseThrow();
  }

  /** By how often customers had ordered, and by whether a model had seen them before. */
  public List<SegmentFigures> segments(double[] probability) {
    Map<String, IntPredicate> segments = new LinkedHashMap<>();
    segments.put("never trained on", i -> customers.heldOut()[i]);
    segments.put("trained on at earlier cuts, or new since", i -> !customers.heldOut()[i]);
    segments.put("1 order", i -> customers.orders()[i] == 1);
    segments.put("2 or 3 orders", i -> customers.orders()[i] == 2 || customers.orders()[i] == 3);
    segments.put("4 orders or more", i -> customers.orders()[i] > 3);
    List<SegmentFigures> figures = new ArrayList<>();
    segments.forEach((name, belongs) -> addSegment(figures, name, belongs, probability));
    return figures;
  }

  private void addSegment(
      List<SegmentFigures> figures, String name, IntPredicate belongs, double[] probability) {
    int count = 0;
    double[] its = new double[customers.size()];
    boolean[] churned = new boolean[customers.size()];
    int churners = 0;
    for (int i = 0; i < customers.size(); i++) {
      if (belongs.test(i)) {
        its[count] = probability[i];
        churned[count] = customers.churned()[i];
        churners += churned[count] ? 1 : 0;
        count++;
      }
    }
    // Where all or none churned there is no ranking to speak of.
    if (churners > 0 && churners < count) {
      figures.add(
          SegmentFigures.of(name, Arrays.copyOf(its, count), Arrays.copyOf(churned, count)));
    }
  }
}

package dev.mercato.ml.churn.evaluate;

import dev.mercato.ml.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * How good one forecast of churn is, each figure with its 95% interval by bootstrap.
 *
 * @param name whose forecast it is
 * @param auc that a churner is ranked above another
 * @param prAuc average precision
 * @param calibrationError expected calibration error over 20 bins
 * @param seconds what its fit took; 0 if nothing was fitted
 */
public record ForecastFigures(
    String name,
    Interval auc,
    Interval prAuc,
    Interval logLoss,
    Interval brier,
    Interval calibrationError,
    double seconds) {

  static ForecastFigures of(String name, Forecast forecast, double seconds) {
    return new ForecastFigures(
        name,
        forecast.interval(forecast::auc),
        forecast.interval(forecast::averagePrecision),
        forecast.interval(forecast::logLoss),
        forecast.interval(forecast::brier),
        forecast.unbiasedInterval(forecast::calibrationError),
        seconds);
  }

  /** Mean probability against share of churners, bin by bin. */
  static Curve calibration(Forecast forecast) {
    List<Double> predicted = new ArrayList<>();
    List<Double> observed = new ArrayList<>();
    for (int bin = Forecast.BINS - 1; bin >= 0; bin--) {
      double sum = 0;
      int churners = 0;
      int count = forecast.start(bin + 1) - forecast.start(bin);
      for (int i = forecast.start(bin); i < forecast.start(bin + 1); i++) {
        sum += forecast.probability(i);
        churners += forecast.churned(i) ? 1 : 0;
      }
      if (count > 0) {
        predicted.add(sum / count);
        observed.add((double) churners / count);
      }
    }
    return new Curve(predicted, observed);
  }

  /** False against true positive rate. */
  static Curve roc(Forecast forecast) {
    double churners = 0;
    for (int i = 0; i < forecast.size(); i++) {
      churners += forecast.churned(i) ? 1 : 0;
    }
    double loyal = forecast.size() - churners;
    List<Double> falsePositives = new ArrayList<>(List.of(0.0));
    List<Double> truePositives = new ArrayList<>(List.of(0.0));
    double found = 0;
    for (int i = 0; i < forecast.size(); i++) {
      found += forecast.churned(i) ? 1 : 0;
      if (isPoint(forecast, i)) {
        falsePositives.add((i + 1 - found) / loyal);
        truePositives.add(found / churners);
      }
    }
    return new Curve(falsePositives, truePositives);
  }

  /** Recall against precision. */
  static Curve precision(Forecast forecast) {
    double churners = 0;
    for (int i = 0; i < forecast.size(); i++) {
      churners += forecast.churned(i) ? 1 : 0;
    }
    List<Double> recall = new ArrayList<>();
    List<Double> precision = new ArrayList<>();
    double found = 0;
    for (int i = 0; i < forecast.size(); i++) {
      found += forecast.churned(i) ? 1 : 0;
      if (isPoint(forecast, i)) {
        recall.add(found / churners);
        precision.add(found / (i + 1));
      }
    }
    return new Curve(recall, precision);
  }

  /** A hundred points and the last. */
  private static boolean isPoint(Forecast forecast, int rank) {
    return rank == forecast.size() - 1 || rank % Math.max(1, forecast.size() / 100) == 0;
  }

  /** For each decile, the highest probabilities first, its churn over the mean churn. */
  static List<Double> lift(Forecast forecast) {
    int deciles = 10;
    double all = 0;
    double[] share = new double[deciles];
    for (int decile = 0; decile < deciles; decile++) {
      int from = (int) ((long) forecast.size() * decile / deciles);
      int to = (int) ((long) forecast.size() * (decile + 1) / deciles);
      double churners = 0;
      for (int i = from; i < to; i++) {
        churners += forecast.churned(i) ? 1 : 0;
      }
      all += churners;
      share[decile] = churners / Math.max(1, to - from);
    }
    double mean = all / forecast.size();
    List<Double> lifts = new ArrayList<>();
    for (double decile : share) {
      lifts.add(decile / mean);
    }
    return lifts;
  }
}

package dev.mercato.ml.churn.evaluate;

import dev.mercato.ml.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Probabilities of churn and what came of them, the most probable first. */
final class Forecast {
  static final int BINS = 20;
  private static final int SAMPLES = 200;
  private static final long SEED = 20_250_101L;
  private static final double SURE = 1e-6;

  private final double[] probability;
  private final boolean[] churned;
  private final int[] once;

  Forecast(double[] probabilities, boolean[] outcomes) {
    Integer[] order = new Integer[probabilities.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(probabilities[j], probabilities[i]));
    this.probability = new double[order.length];
    this.churned = new boolean[order.length];
    for (int rank = 0; rank < order.length; rank++) {
      probability[rank] = probabilities[order[rank]];
      churned[rank] = outcomes[order[rank]];
    }
    this.once = new int[order.length];
    Arrays.fill(once, 1);
  }

  int size() {
    return probability.length;
  }

  double probability(int rank) {
    return probability[rank];
  }

  boolean churned(int rank) {
    return churned[rank];
  }

  /** A figure with its bootstrap interval. */
  Interval interval(ToDoubleFunction<int[]> figure) {
    double[] figures = resampled(figure);
    return new Interval(figure.applyAsDouble(once), low(figures), high(figures));
  }

  /**
   * A figure that noise alone makes larger, in a resample more so than in the sample, with its
   * bootstrap interval less that bias.
   */
  Interval unbiasedInterval(ToDoubleFunction<int[]> figure) {
    double value = figure.applyAsDouble(once);
    double[] figures = resampled(figure);
    double bias = Arrays.stream(figures).average().orElseThrow() - value;
    return new Interval(value, Math.max(0, low(figures) - bias), Math.max(0, high(figures) - bias));
  }

  private static double low(double[] sorted) {
    return sorted[(int) (0.025 * SAMPLES)];
  }

  private static double high(double[] sorted) {
    return sorted[(int) (0.975 * SAMPLES)];
  }

  /** The figure of each resample, ascending. */
  private double[] resampled(ToDoubleFunction<int[]> figure) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] figures = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      int[] times = new int[size()];
      for (int i = 0; i < times.length; i++) {
        times[random.nextInt(times.length)]++;
      }
      figures[sample] = figure.applyAsDouble(times);
    }
    Arrays.sort(figures);
    return figures;
  }

  double auc() {
    return auc(once);
  }

  /** The probability that one who churned is ranked above one who did not; ties count half. */
  double auc(int[] times) {
    double pairs = 0;
    double churners = 0;
    double loyal = 0;
    for (int i = 0; i < size(); ) {
      double tiedChurners = 0;
      double tiedLoyal = 0;
      int end = i;
      for (; end < size() && probability[end] == probability[i]; end++) {
        if (churned[end]) {
          tiedChurners += times[end];
        } else {
          tiedLoyal += times[end];
        }
      }
      pairs += tiedLoyal * (churners + tiedChurners / 2);
      churners += tiedChurners;
      loyal += tiedLoyal;
      i = end;
    }
    return pairs / (churners * loyal);
  }

  /** Average precision: the mean of the precision at each churner, ties together. */
  double averagePrecision(int[] times) {
    double found = 0;
    double seen = 0;
    double sum = 0;
    for (int i = 0; i < size(); ) {
      double tied = 0;
      int end = i;
      for (; end < size() && probability[end] == probability[i]; end++) {
        seen += times[end];
        tied += churned[end] ? times[end] : 0;
      }
      found += tied;
      sum += seen == 0 ? 0 : tied * found / seen;
      i = end;
    }
    return sum / found;
  }

  double logLoss(int[] times) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < size(); i++) {
      sum += times[i] * loss(probability[i], churned[i]);
      weight += times[i];
    }
    return sum / weight;
  }

  static double loss(double probability, boolean churned) {
    double p = Math.min(1 - SURE, Math.max(SURE, probability));
    return -Math.log(churned ? p : 1 - p);
  }

  double brier(int[] times) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < size(); i++) {
      double error = probability[i] - (churned[i] ? 1 : 0);
      sum += times[i] * error * error;
      weight += times[i];
    }
    return sum / weight;
  }

  /**
   * The expected calibration error: between mean probability and share of churners in {@value
   * #BINS} bins with as many customers each, weighted by size.
   */
  double calibrationError(int[] times) {
    double error = 0;
    double all = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double excess = 0;
      for (int i = start(bin); i < start(bin + 1); i++) {
        excess += times[i] * (probability[i] - (churned[i] ? 1 : 0));
        all += times[i];
      }
      error += Math.abs(excess);
    }
    return error / all;
  }

  /** The first rank of a bin, of as many with as many customers each. */
  int start(int bin) {
    return (int) ((long) size() * bin / BINS);
  }
}

package dev.mercato.simulator.reference.churn;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Probabilities and what came of them. */
final class Forecasts {

  private final double[] probabilities;
  private final boolean[] outcomes;

  Forecasts(double[] probabilities, boolean[] outcomes) {
    this.probabilities = probabilities;
    this.outcomes = outcomes;
  }

  /**
   * The sum of squared z-scores of groups of neighbouring probabilities (Hosmer and Lemeshow's
   * statistic, but with groups of equal variance, so that none is too sure to be tested):
   * chi-square with as many degrees of freedom as groups if the probabilities are true.
   */
  double reliability(int groups) {
    Integer[] order = IntStream.range(0, probabilities.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(probabilities[a], probabilities[b]));
    double whole = Arrays.stream(probabilities).map(p -> p * (1 - p)).sum();
    double statistic = 0;
    double variance = 0;
    double excess = 0;
    for (int i : order) {
      variance += probabilities[i] * (1 - probabilities[i]);
      excess += (outcomes[i] ? 1 : 0) - probabilities[i];
      if (variance >= whole / groups) {
        statistic += excess * excess / variance;
        variance = 0;
        excess = 0;
      }
    }
    return variance > 0 ? statistic + excess * excess / variance : statistic;
  }

  double logLoss() {
    return Arrays.stream(losses()).average().orElseThrow();
  }

  /**
   * By how many standard errors the log-loss is lower than that of other forecasts of the same
   * outcomes.
   */
  double advantageOver(Forecasts other) {
    double[] mine = losses();
    double[] theirs = other.losses();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < mine.length; i++) {
      double gain = theirs[i] - mine[i];
      sum += gain;
      squares += gain * gain;
    }
    return sum / Math.sqrt(squares - sum * sum / mine.length);
  }

  private double[] losses() {
    return IntStream.range(0, probabilities.length)
        .mapToDouble(i -> -Math.log(outcomes[i] ? probabilities[i] : 1 - probabilities[i]))
        .toArray();
  }
}

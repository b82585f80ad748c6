package dev.mercato.simulator.reference.churn;

/** Weights of grid points from their logarithms. */
final class Weights {

  /** What is this much smaller than the greatest, in logarithms, is left out: one part in 10^11. */
  private static final double NOTHING = -25;

  private Weights() {}

  /**
   * In place: the exponentials, scaled so that the greatest is 1; exactly 0 where they do not
   * matter.
   */
  static double[] scaled(double[] logs) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      greatest = Math.max(greatest, log);
    }
    for (int i = 0; i < logs.length; i++) {
      double relative = logs[i] - greatest;
      logs[i] = relative > NOTHING ? StrictMath.exp(relative) : 0;
    }
    return logs;
  }

  /** In place: divided by their sum. */
  static double[] normalised(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}

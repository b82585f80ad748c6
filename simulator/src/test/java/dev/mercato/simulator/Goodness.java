package dev.mercato.simulator;

import java.util.Arrays;

/**
 * How far a sample is from what it should be. Seeds are fixed, so a test that passes passes always.
 */
final class Goodness {

  /**
   * Kolmogorov's statistic times root n above which a sample is refused, at a level of one in
   * 1,000.
   */
  static final double KOLMOGOROV_LIMIT = 1.95;

  /** Standard deviations beyond which a sample is refused, at a level of one in 16,000. */
  static final double SIGMAS = 4;

  private Goodness() {}

  /**
   * Root n times the greatest distance between the sample's distribution and the uniform one on [0,
   * 1].
   */
  static double kolmogorov(double[] sample) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    double greatest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double above = (i + 1.0) / sorted.length - sorted[i];
      double below = sorted[i] - (double) i / sorted.length;
      greatest = Math.max(greatest, Math.max(above, below));
    }
    return greatest * Math.sqrt(sorted.length);
  }

  /** How many standard deviations chi-square lies from its mean, all cells but one being free. */
  static double chiSquareSigmas(double[] observed, double[] expected) {
    double sum = 0;
    for (int i = 0; i < observed.length; i++) {
      double difference = observed[i] - expected[i];
      sum += difference * difference / expected[i];
    }
    int free = observed.length - 1;
    return (sum - free) / Math.sqrt(2.0 * free);
  }
}

package dev.mercato.ml.monitoring;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How far two samples' histograms lie apart: the population stability index, sum of (q - p) ln(q /
 * p) over their bins' shares p and q.
 *
 * <p>Samples of one population differ, too: the index of n rows against m in k bins is then about
 * (1/n + 1/m) times a chi-squared variable of k - 1 degrees of freedom (Yurdakul and Naranjo,
 * Statistical properties of the population stability index, 2020). Its mean is taken off here.
 *
 * @param index what is left of it, at least 0
 * @param noise its standard deviation between samples of one population
 */
public record PopulationStability(double index, double noise) {
  /** Added to each bin, so that an empty one has a logarithm: Jeffreys' prior. */
  private static final double PRIOR = 0.5;

  /** With so many standard deviations, dozens of columns watched for years stay quiet. */
  private static final double MARGIN = 3;

  /**
   * Compares rows counted in the same bins.
   *
   * @throws IllegalArgumentException if the bins are not as many, or one side has no row
   */
  public static PopulationStability of(List<Long> reference, List<Long> current) {
    long n = total(reference);
    long m = total(current);
    if (reference.size() != current.size() || n == 0 || m == 0) {
      throw new IllegalArgumentException(
          "Cannot compare %s with %s: as many bins, and rows in both"
              .formatted(reference, current));
    }
    List<Integer> used =
        IntStream.range(0, reference.size())
            .filter(bin -> reference.get(bin) + current.get(bin) > 0)
            .boxed()
            .toList();
    double raw = 0;
    for (int bin : used) {
      double p = (reference.get(bin) + PRIOR) / (n + PRIOR * used.size());
      double q = (current.get(bin) + PRIOR) / (m + PRIOR * used.size());
      raw += (q - p) * Math.log(q / p);
    }
    int freedom = used.size() - 1;
    double scale = 1.0 / n + 1.0 / m;
    return new PopulationStability(
        Math.max(0, raw - freedom * scale), Math.sqrt(2.0 * freedom) * scale);
  }

  /** Whether it lies above a threshold by more than chance brings about. */
  public boolean exceeds(double threshold) {
    return index - MARGIN * noise >= threshold;
  }

  private static long total(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}

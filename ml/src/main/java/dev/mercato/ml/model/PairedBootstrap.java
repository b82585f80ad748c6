package dev.mercato.ml.model;

import dev.mercato.ml.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * By how much one model is better than another on the same examples, with the interval in which the
 * mean difference lies in 95 of 100 samples (Efron's percentile bootstrap over pairs).
 */
public final class PairedBootstrap {
  private static final int SAMPLES = 1_000;
  private static final long SEED = 20_250_101L;

  private PairedBootstrap() {}

  /**
   * The mean of challenger minus champion.
   *
   * @param champion a figure of each example for the one, such as its log-loss or NDCG
   * @param challenger the same of the other, in the same order
   */
  public static Interval difference(double[] champion, double[] challenger) {
    if (champion.length != challenger.length || champion.length == 0) {
      throw new IllegalArgumentException(
          "Cannot pair %d figures with %d".formatted(champion.length, challenger.length));
    }
    double[] differences = new double[champion.length];
    Arrays.setAll(differences, i -> challenger[i] - champion[i]);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      double sum = 0;
      for (int i = 0; i < differences.length; i++) {
        sum += differences[random.nextInt(differences.length)];
      }
      means[sample] = sum / differences.length;
    }
    Arrays.sort(means);
    return new Interval(
        Arrays.stream(differences).average().orElseThrow(),
        means[(int) (0.025 * SAMPLES)],
        means[(int) (0.975 * SAMPLES)]);
  }
}

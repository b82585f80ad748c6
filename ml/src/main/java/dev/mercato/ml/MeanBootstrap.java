package dev.mercato.ml;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The mean of a sample with its interval by Efron's percentile bootstrap. */
public final class MeanBootstrap {
  private static final int SAMPLES = 500;
  private static final long SEED = 20_250_101L;

  private MeanBootstrap() {}

  /**
   * The mean, and where it lies in 95 of 100 samples.
   *
   * @param values at least one
   */
  public static Interval of(double[] values) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[sample] = sum / values.length;
    }
    Arrays.sort(means);
    return new Interval(
        Arrays.stream(values).average().orElseThrow(),
        means[(int) (0.025 * SAMPLES)],
        means[(int) (0.975 * SAMPLES)]);
  }
}

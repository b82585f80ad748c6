package dev.mercato.ml.model;

import dev.mercato.ml.Interval;
import dev.mercato.ml.MeanBootstrap;
import java.util.Arrays;

/**
 * By how much one model is better than another on the same examples, with the interval in which the
 * mean difference lies in 95 of 100 samples (Efron's percentile bootstrap over pairs).
 */
public final class PairedBootstrap {
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
    return MeanBootstrap.of(differences);
  }
}

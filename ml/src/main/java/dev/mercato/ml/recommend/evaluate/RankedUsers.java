package dev.mercato.ml.recommend.evaluate;

import dev.mercato.ml.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What one ranking has brought for each user of a test, by ascending user id. */
public final class RankedUsers {
  private static final int SAMPLES = 200;
  private static final long SEED = 20_250_101L;

  private final String name;
  private final double[] recall;
  private final double[] ndcg;
  private final double[] reciprocalRank;
  private final double coverage;
  private final double popularityBias;

  RankedUsers(
      String name,
      double[] recall,
      double[] ndcg,
      double[] reciprocalRank,
      double coverage,
      double popularityBias) {
    this.name = name;
    this.recall = recall;
    this.ndcg = ndcg;
    this.reciprocalRank = reciprocalRank;
    this.coverage = coverage;
    this.popularityBias = popularityBias;
  }

  /** NDCG of each user. */
  public double[] ndcg() {
    return ndcg.clone();
  }

  public RankingFigures figures(double seconds) {
    return new RankingFigures(
        name,
        interval(recall),
        interval(ndcg),
        interval(reciprocalRank),
        coverage,
        popularityBias,
        seconds);
  }

  static Interval interval(double[] values) {
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

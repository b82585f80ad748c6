package dev.mercato.ml.recommend.evaluate;

import dev.mercato.ml.MeanBootstrap;

/** What one ranking has brought for each user of a test, by ascending user id. */
public final class RankedUsers {
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
        MeanBootstrap.of(recall),
        MeanBootstrap.of(ndcg),
        MeanBootstrap.of(reciprocalRank),
        coverage,
        popularityBias,
        seconds);
  }
}

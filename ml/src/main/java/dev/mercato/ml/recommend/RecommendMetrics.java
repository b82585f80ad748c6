package dev.mercato.ml.recommend;

import dev.mercato.ml.Interval;
import dev.mercato.ml.recommend.evaluate.RankingEvaluation;
import dev.mercato.ml.recommend.evaluate.RankingFigures;
import java.util.Map;
import java.util.TreeMap;

/** The figures of an evaluation by the names that scripts rely on. */
final class RecommendMetrics {
  private RecommendMetrics() {}

  static Map<String, Double> of(RankingEvaluation evaluation) {
    Map<String, Double> metrics = new TreeMap<>();
    for (RankingFigures figures : evaluation.rankings()) {
      if (figures.name().equals(evaluation.algorithm())) {
        put(metrics, "ndcg10", figures.ndcg());
        put(metrics, "recall10", figures.recall());
        put(metrics, "mrr", figures.mrr());
        metrics.put("coverage", figures.coverage());
        metrics.put("popularity_bias", figures.popularityBias());
      }
      metrics.put("ndcg10_" + figures.name(), figures.ndcg().value());
      metrics.put("recall10_" + figures.name(), figures.recall().value());
      if (figures.seconds() > 0) {
        metrics.put("fit_seconds_" + figures.name(), figures.seconds());
      }
    }
    for (RankingFigures figures : evaluation.references()) {
      metrics.put("ndcg10_ceiling_" + figures.name(), figures.ndcg().value());
      metrics.put("recall10_ceiling_" + figures.name(), figures.recall().value());
    }
    metrics.put("rmse", evaluation.errors().rmse());
    metrics.put("mae", evaluation.errors().mae());
    metrics.put("rmse_mean", evaluation.errors().rmseOfMean());
    metrics.put("mae_mean", evaluation.errors().maeOfMean());
    return metrics;
  }

  private static void put(Map<String, Double> metrics, String key, Interval figure) {
    metrics.put(key, figure.value());
    metrics.put(key + "_low", figure.low());
    metrics.put(key + "_high", figure.high());
  }
}

package dev.mercato.ml.recommend;

import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.recommend.evaluate.PreferenceErrors;
import dev.mercato.ml.recommend.evaluate.RankedUsers;
import dev.mercato.ml.recommend.evaluate.RankingEvaluation;
import dev.mercato.ml.recommend.evaluate.RankingEvaluator;
import dev.mercato.ml.recommend.evaluate.RankingFigures;
import dev.mercato.ml.recommend.evaluate.RankingReferences;
import dev.mercato.ml.recommend.evaluate.RankingSegment;
import dev.mercato.ml.recommend.rank.ItemScorer;
import dev.mercato.simulator.ShopSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Judges what was learnt by what users bought after the cut, beside what is possible. */
final class RecommendAssessment {
  private final RecommendTraining training;
  private final RecommendSettings settings;
  private final Dataset<Row> users;
  private final LearntRecommend learnt;

  RecommendAssessment(RecommendTraining training, LearntRecommend learnt) {
    this.training = training;
    this.settings = training.settings();
    this.users = training.data().testUsers();
    this.learnt = learnt;
  }

  /**
   * All figures.
   *
   * @param shop the simulated shop behind the tables, if there is one
   */
  AssessedRecommend with(Optional<ShopSpec> shop) {
    Map<String, ItemScorer> references = references(shop);
    Map<String, ItemScorer> all = new LinkedHashMap<>(learnt.scorers());
    all.putAll(references);
    RankingEvaluator.Result result = training.evaluator().evaluate(users, all);
    RankingEvaluator.Result other =
        training.evaluator(!settings.leaveOutBought()).evaluate(users, learnt.scorers());
    return new AssessedRecommend(
        evaluation(references, result, other),
        result.rankings().get(LearntRecommend.ALS_POPULARITY));
  }

  private Map<String, ItemScorer> references(Optional<ShopSpec> shop) {
    if (shop.isEmpty() || !training.history().hasClickstream()) {
      return Map.of();
    }
    return RankingReferences.of(
        training.history(), users, training.data().catalogue(), settings.horizonDays(), shop.get());
  }

  private RankingEvaluation evaluation(
      Map<String, ItemScorer> references,
      RankingEvaluator.Result result,
      RankingEvaluator.Result other) {
    double[] ndcg = result.rankings().get(LearntRecommend.ALS_POPULARITY).ndcg();
    return new RankingEvaluation(
        training.history().cut().toString(),
        settings.horizonDays(),
        training.data().interactions().count(),
        ndcg.length,
        training.data().catalogue().size(),
        unlaunchedBought(),
        (int) result.interactions().stream().filter(count -> count == 0).count(),
        LearntRecommend.ALS_POPULARITY,
        settings.leaveOutBought(),
        figures(result, learnt.scorers(), learnt.seconds()),
        figures(other, learnt.scorers(), learnt.seconds()),
        figures(result, references, Map.of()),
        RankingSegment.of(ndcg, result.interactions()),
        PreferenceErrors.of(
            users, training.data().catalogue(), learnt.scorers().get(LearntRecommend.ALS)));
  }

  private long unlaunchedBought() {
    return training
        .outcome()
        .transactions()
        .select("product_id")
        .distinct()
        .join(training.history().products(), new String[] {"product_id"}, "left_anti")
        .count();
  }

  private static List<RankingFigures> figures(
      RankingEvaluator.Result result, Map<String, ItemScorer> of, Map<String, Double> seconds) {
    List<RankingFigures> figures = new ArrayList<>();
    for (Map.Entry<String, RankedUsers> ranking : result.rankings().entrySet()) {
      if (of.containsKey(ranking.getKey())) {
        figures.add(ranking.getValue().figures(seconds.getOrDefault(ranking.getKey(), 0.0)));
      }
    }
    return figures;
  }
}

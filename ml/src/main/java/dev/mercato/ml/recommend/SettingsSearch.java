package dev.mercato.ml.recommend;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.core.settings.RecommendSettings.Factorization;
import dev.mercato.ml.recommend.evaluate.RankedUsers;
import dev.mercato.ml.recommend.evaluate.RankingEvaluator;
import dev.mercato.ml.recommend.rank.FactorScorer;
import dev.mercato.ml.recommend.rank.ItemScorer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for better settings of the factorization on a validation cut, one setting after the other
 * by NDCG, each at several values around where it stands: regularisation, confidence, then the
 * weight of popularity, which costs no training.
 */
final class SettingsSearch {
  private static final List<Double> FACTORS = List.of(0.25, 1.0, 4.0);
  private static final List<Double> POPULARITY = List.of(0.0, 0.01, 0.02, 0.04, 0.08, 0.16);

  private final JobContext context;
  private final RecommendSettings start;
  private final RecommendData validation;
  private final RankingEvaluator evaluator;

  /**
   * @param validation at a cut before the one that will be tested, by the settings to start from
   */
  SettingsSearch(JobContext context, RecommendTraining validation) {
    this.context = context;
    this.start = validation.settings();
    this.validation = validation.data();
    this.evaluator = validation.evaluator();
  }

  /** A trial and what it has brought. */
  private record Trial(RecommendSettings settings, double ndcg) {}

  RecommendSettings search() {
    try (Factorizer factorizer =
        new Factorizer(context.spark(), validation.interactions(), validation.catalogue())) {
      Trial best = trial(factorizer, start);
      for (double factor : FACTORS) {
        Factorization now = best.settings().factorization();
        best =
            better(
                factorizer,
                best,
                new Factorization(
                    now.rank(),
                    now.rounds(),
                    start.factorization().regularization() * factor,
                    now.confidence()));
      }
      for (double factor : FACTORS) {
        Factorization now = best.settings().factorization();
        best =
            better(
                factorizer,
                best,
                new Factorization(
                    now.rank(),
                    now.rounds(),
                    now.regularization(),
                    start.factorization().confidence() * factor));
      }
      return best.settings();
    }
  }

  private Trial better(Factorizer factorizer, Trial best, Factorization other) {
    if (other.equals(best.settings().factorization())) {
      return best;
    }
    Trial trial = trial(factorizer, best.settings().with(other));
    return trial.ndcg() > best.ndcg() ? trial : best;
  }

  private Trial trial(Factorizer factorizer, RecommendSettings settings) {
    try (var step =
        context
            .progress()
            .begin(
                "recommend: try lambda %s, alpha %s"
                    .formatted(
                        settings.factorization().regularization(),
                        settings.factorization().confidence()))) {
      float[][] factors =
          Factorizer.itemFactors(
              factorizer.train(settings.factorization(), false), validation.catalogue());
      Map<String, ItemScorer> scorers = new LinkedHashMap<>();
      for (double weight : POPULARITY) {
        scorers.put(
            String.valueOf(weight),
            new FactorScorer(factors, validation.catalogue(), settings.factorization(), weight));
      }
      Map<String, RankedUsers> ranked =
          evaluator.evaluate(validation.testUsers(), scorers).rankings();
      Trial best = new Trial(settings, -1);
      for (double weight : POPULARITY) {
        double ndcg = Arrays.stream(ranked.get(String.valueOf(weight)).ndcg()).average().orElse(0);
        if (ndcg > best.ndcg()) {
          best = new Trial(settings.withPopularityWeight(weight), ndcg);
        }
      }
      return best;
    }
  }
}

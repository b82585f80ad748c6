package dev.mercato.ml.recommend;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.recommend.rank.CategoryScorer;
import dev.mercato.ml.recommend.rank.FactorScorer;
import dev.mercato.ml.recommend.rank.GivenFactors;
import dev.mercato.ml.recommend.rank.ItemScorer;
import dev.mercato.ml.recommend.rank.PopularityScorer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.ml.recommendation.ALSModel;

/** Learns what serves and what it is compared with from the same interactions; takes the time. */
final class RecommendLearning {
  private final JobContext context;
  private final RecommendData data;
  private final RecommendSettings settings;
  private final Map<String, Double> seconds = new HashMap<>();

  RecommendLearning(JobContext context, RecommendTraining training) {
    this.context = context;
    this.data = training.data();
    this.settings = training.settings();
  }

  LearntRecommend learn() {
    try (Factorizer factorizer =
        new Factorizer(context.spark(), data.interactions(), data.catalogue())) {
      ALSModel als =
          timed(
              LearntRecommend.ALS,
              "factorize",
              () -> factorizer.train(settings.factorization(), false));
      ALSModel nonNegative =
          timed(
              LearntRecommend.ALS_NON_NEGATIVE,
              "factorize, not negative",
              () -> factorizer.train(settings.factorization(), true));
      ItemScorer neighbours =
          timed(
              LearntRecommend.ITEM_TO_ITEM,
              "item to item",
              () -> ItemNeighbours.of(data.interactions(), data.catalogue(), settings));
      FactorScorer factors = scorer(als, settings.popularityWeight());
      Map<String, ItemScorer> scorers = new LinkedHashMap<>();
      scorers.put(LearntRecommend.ALS_POPULARITY, factors);
      scorers.put(LearntRecommend.ALS, factors.withoutPopularity());
      scorers.put(LearntRecommend.ALS_NON_NEGATIVE, asTrained(factorizer, nonNegative));
      scorers.put(LearntRecommend.ITEM_TO_ITEM, neighbours);
      scorers.put(LearntRecommend.POPULARITY, new PopularityScorer(data.catalogue(), Map.of()));
      scorers.put(LearntRecommend.POPULARITY_IN_CATEGORY, new CategoryScorer(data.catalogue()));
      return new LearntRecommend(als, nonNegative, scorers, seconds);
    }
  }

  private FactorScorer scorer(ALSModel model, double popularityWeight) {
    return new FactorScorer(
        Factorizer.itemFactors(model, data.catalogue()),
        data.catalogue(),
        settings.factorization(),
        popularityWeight);
  }

  /** Users' factors as the training has left them: solved anew they could be negative. */
  private GivenFactors asTrained(Factorizer factorizer, ALSModel model) {
    return new GivenFactors(
        scorer(model, 0),
        factorizer.userFactors(model, data.testUsers()),
        settings.factorization().rank());
  }

  private <T> T timed(String name, String what, Supplier<T> training) {
    long start = System.nanoTime();
    try (var step = context.progress().begin("recommend: " + what)) {
      T learnt = training.get();
      seconds.put(name, (System.nanoTime() - start) / 1e9);
      return learnt;
    }
  }
}

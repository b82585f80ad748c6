package dev.mercato.ml.recommend;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.Interval;
import dev.mercato.ml.SimulatedTruth;
import dev.mercato.ml.TooLittleDataException;
import dev.mercato.ml.TrainOptions;
import dev.mercato.ml.card.ModelCard;
import dev.mercato.ml.model.Contest;
import dev.mercato.ml.model.Feature;
import dev.mercato.ml.model.ModelDescription;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.Promotion;
import dev.mercato.ml.model.StagedModel;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.model.TrainingWindow;
import dev.mercato.ml.monitoring.ModelWatch;
import dev.mercato.ml.recommend.evaluate.PreferenceErrors;
import dev.mercato.ml.recommend.evaluate.RankedUsers;
import dev.mercato.ml.recommend.evaluate.RankingEvaluation;
import dev.mercato.ml.recommend.evaluate.RankingEvaluator;
import dev.mercato.ml.recommend.evaluate.RankingFigures;
import dev.mercato.ml.recommend.evaluate.RankingReferences;
import dev.mercato.ml.recommend.evaluate.RankingSegment;
import dev.mercato.ml.recommend.rank.CategoryScorer;
import dev.mercato.ml.recommend.rank.FactorScorer;
import dev.mercato.ml.recommend.rank.GivenFactors;
import dev.mercato.ml.recommend.rank.ItemCatalogue;
import dev.mercato.ml.recommend.rank.ItemScorer;
import dev.mercato.ml.recommend.rank.PopularityScorer;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.History;
import dev.mercato.ml.time.Outcome;
import dev.mercato.ml.time.ShopTimeline;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Learns what goes with what before a cut, tests it on what users bought after it, and stores the
 * factors of the items. What serves is then fitted once more with the same settings, on all that is
 * loaded, so that it knows the newest products: the figures are those of the model at the cut,
 * which is stored, too, and which later challengers are compared with. Users' factors are not
 * stored: they are solved from what each has done up to the moment of scoring.
 */
public final class TrainRecommendJob implements Job<TrainRecommendResult> {
  public static final String NAME = "recommend";

  /** What serves: alternating least squares with a bonus for popularity. */
  public static final String SERVING = "als_popularity";

  private static final int FEWEST_DAYS = 28;

  private final JobContext context;
  private final TrainOptions options;

  public TrainRecommendJob(JobContext context, TrainOptions options) {
    this.context = context;
    this.options = options;
  }

  /** What was learnt. */
  private record Learnt(
      ALSModel als,
      ALSModel nonNegative,
      Map<String, ItemScorer> scorers,
      Map<String, Double> seconds) {}

  @Override
  public TrainRecommendResult execute() {
    RecommendSettings settings = context.settings().recommend();
    int horizon = settings.horizonDays();
    try (ShopTimeline timeline = ShopTimeline.of(context)) {
      Cut cut = cut(timeline, horizon);
      if (options.search()) {
        settings = searched(timeline, cut.plusDays(-horizon), settings);
      }
      History history = timeline.before(cut);
      Outcome outcome = timeline.after(cut, horizon);
      try (RecommendData data = data(history, outcome, settings)) {
        options.export().ifPresent(directory -> export(data, directory.toString()));
        Learnt learnt = learn(data, settings);
        return store(timeline, history, outcome, data, learnt, settings);
      }
    }
  }

  private Cut cut(ShopTimeline timeline, int horizon) {
    Cut latest = timeline.end().plusDays(-horizon);
    LocalDate earliest =
        timeline.firstDay().plusDays(FEWEST_DAYS + (options.search() ? horizon : 0));
    if (latest.day().isBefore(earliest)) {
      throw new TooLittleDataException(
          "Recommendations cannot be learnt from %s to %s: it takes %d days to learn from and the %d of recommend.horizon-days to test on%s; load more, or set a shorter one."
              .formatted(
                  timeline.firstDay(),
                  timeline.lastDay(),
                  FEWEST_DAYS,
                  horizon,
                  options.search() ? ", twice with --search" : ""));
    }
    Cut cut = options.cut().map(Cut::new).orElse(latest);
    if (cut.day().isBefore(earliest) || cut.day().isAfter(latest.day())) {
      throw MercatoException.usage(
          "A cut at %s cannot be used: orders are loaded from %s to %s, so with a horizon of %d days it must lie from %s to %s."
              .formatted(cut, timeline.firstDay(), timeline.lastDay(), horizon, earliest, latest));
    }
    return cut;
  }

  private RecommendSettings searched(
      ShopTimeline timeline, Cut validation, RecommendSettings settings) {
    try (RecommendData data =
        data(
            timeline.before(validation),
            timeline.after(validation, settings.horizonDays()),
            settings)) {
      return new SettingsSearch(context, data, settings).search(settings);
    }
  }

  private RecommendData data(History history, Outcome outcome, RecommendSettings settings) {
    try (var step = context.progress().begin("recommend: interactions")) {
      RecommendData data = RecommendData.of(history, outcome, settings);
      step.rows(data.interactions().count());
      return data;
    }
  }

  private static void export(RecommendData data, String directory) {
    data.interactions().coalesce(1).write().mode("overwrite").parquet(directory + "/interactions");
    data.testUsers()
        .select("user_id", "bought", "relevant")
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(directory + "/test");
  }

  private Learnt learn(RecommendData data, RecommendSettings settings) {
    Map<String, Double> seconds = new HashMap<>();
    try (Factorizer factorizer =
        new Factorizer(context.spark(), data.interactions(), data.catalogue())) {
      ALSModel als;
      long start = System.nanoTime();
      try (var step = context.progress().begin("recommend: factorize")) {
        als = factorizer.train(settings.factorization(), false);
        seconds.put("als", secondsSince(start));
      }
      ALSModel nonNegative;
      start = System.nanoTime();
      try (var step = context.progress().begin("recommend: factorize, not negative")) {
        nonNegative = factorizer.train(settings.factorization(), true);
        seconds.put("als_nonnegative", secondsSince(start));
      }
      ItemScorer neighbours;
      start = System.nanoTime();
      try (var step = context.progress().begin("recommend: item to item")) {
        neighbours = ItemNeighbours.of(data.interactions(), data.catalogue(), settings);
        seconds.put("item_knn", secondsSince(start));
      }
      FactorScorer factors =
          new FactorScorer(
              Factorizer.itemFactors(als, data.catalogue()),
              data.catalogue(),
              settings.factorization(),
              settings.popularityWeight());
      FactorScorer notNegative =
          new FactorScorer(
              Factorizer.itemFactors(nonNegative, data.catalogue()),
              data.catalogue(),
              settings.factorization(),
              0);
      Map<String, ItemScorer> scorers = new LinkedHashMap<>();
      scorers.put(SERVING, factors);
      scorers.put("als", factors.withoutPopularity());
      scorers.put(
          "als_nonnegative",
          new GivenFactors(
              notNegative,
              factorizer.userFactors(nonNegative, data.testUsers()),
              settings.factorization().rank()));
      scorers.put("item_knn", neighbours);
      scorers.put("popularity", new PopularityScorer(data.catalogue(), Map.of()));
      scorers.put("popularity_category", new CategoryScorer(data.catalogue()));
      return new Learnt(als, nonNegative, scorers, seconds);
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private TrainRecommendResult store(
      ShopTimeline timeline,
      History history,
      Outcome outcome,
      RecommendData data,
      Learnt learnt,
      RecommendSettings settings) {
    RankingEvaluator evaluator =
        new RankingEvaluator(data.catalogue(), settings.count(), settings.leaveOutBought());
    RankingEvaluation evaluation;
    double[] ndcg;
    try (var step = context.progress().begin("recommend: evaluate")) {
      Map<String, ItemScorer> scorers = new LinkedHashMap<>(learnt.scorers());
      Map<String, ItemScorer> references = references(history, data, settings);
      scorers.putAll(references);
      RankingEvaluator.Result result = evaluator.evaluate(data.testUsers(), scorers);
      RankingEvaluator.Result other =
          new RankingEvaluator(data.catalogue(), settings.count(), !settings.leaveOutBought())
              .evaluate(data.testUsers(), learnt.scorers());
      ndcg = result.rankings().get(SERVING).ndcg();
      step.rows(ndcg.length);
      evaluation = evaluation(history, outcome, data, learnt, settings, references, result, other);
    }
    try (var step = context.progress().begin("recommend: store the model")) {
      return stored(timeline, data, learnt, settings, evaluator, evaluation, ndcg);
    }
  }

  private Map<String, ItemScorer> references(
      History history, RecommendData data, RecommendSettings settings) {
    return SimulatedTruth.of(context)
        .filter(shop -> history.hasClickstream())
        .map(
            shop ->
                RankingReferences.of(
                    history, data.testUsers(), data.catalogue(), settings.horizonDays(), shop))
        .orElse(Map.of());
  }

  private static RankingEvaluation evaluation(
      History history,
      Outcome outcome,
      RecommendData data,
      Learnt learnt,
      RecommendSettings settings,
      Map<String, ItemScorer> references,
      RankingEvaluator.Result result,
      RankingEvaluator.Result other) {
    double[] ndcg = result.rankings().get(SERVING).ndcg();
    long unlaunched =
        outcome
            .transactions()
            .select("product_id")
            .distinct()
            .join(history.products(), new String[] {"product_id"}, "left_anti")
            .count();
    ItemScorer plain = learnt.scorers().get("als");
    return new RankingEvaluation(
        history.cut().toString(),
        settings.horizonDays(),
        data.interactions().count(),
        ndcg.length,
        data.catalogue().size(),
        unlaunched,
        (int)
            IntStream.range(0, ndcg.length).filter(i -> result.interactions().get(i) == 0).count(),
        SERVING,
        settings.leaveOutBought(),
        figures(result, learnt.scorers(), learnt.seconds()),
        figures(other, learnt.scorers(), learnt.seconds()),
        figures(result, references, Map.of()),
        RankingSegment.of(ndcg, result.interactions()),
        PreferenceErrors.of(data.testUsers(), data.catalogue(), plain));
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

  private TrainRecommendResult stored(
      ShopTimeline timeline,
      RecommendData data,
      Learnt learnt,
      RecommendSettings settings,
      RankingEvaluator evaluator,
      RankingEvaluation evaluation,
      double[] ndcg) {
    ModelStore store = ModelStore.of(context);
    Map<String, Double> metrics = metrics(evaluation);
    try (StagedModel staged = store.stage(NAME)) {
      StoredRecommend.writeTested(
          staged, data.catalogue(), settings, learnt.als(), learnt.nonNegative());
      writeServing(staged, timeline.before(timeline.end()), settings);
      staged.writeJson("evaluation.json", evaluation);
      staged.writeJson(
          ModelWatch.FILE,
          RecommendWatch.reference(timeline.before(timeline.end()), settings.horizonDays()));
      ModelDescription description =
          new ModelDescription(
              SERVING,
              described(settings),
              TrainingWindow.of(
                  timeline.firstDay(),
                  LocalDate.parse(evaluation.cut()),
                  settings.horizonDays(),
                  evaluation.interactions(),
                  evaluation.tested()),
              timeline.loads(),
              metrics,
              List.of(
                  new Feature(
                      "weight",
                      "views, carts and purchases of a product by a user, weighted, each halved for every half-life of its age, added up")));
      new ModelCard(staged, description, context.spark().sparkContext().hadoopConfiguration())
          .write(evaluation);
      StoredModel model = staged.commit(description);
      Promotion promotion =
          new Contest(store, "NDCG@" + settings.count())
              .decide(model, ndcg, champion -> championNdcg(champion, data, evaluator));
      return new TrainRecommendResult(model.id(), evaluation, metrics, settings, promotion);
    }
  }

  private void writeServing(StagedModel staged, History all, RecommendSettings settings) {
    Dataset<Row> interactions =
        Interactions.of(all, settings).persist(StorageLevel.MEMORY_AND_DISK());
    ItemCatalogue catalogue = RecommendData.catalogue(all, interactions);
    try (Factorizer factorizer = new Factorizer(context.spark(), interactions, catalogue)) {
      ALSModel als = factorizer.train(settings.factorization(), false);
      StoredRecommend.writeServing(staged, catalogue, settings, als);
    } finally {
      interactions.unpersist();
    }
  }

  private static Optional<double[]> championNdcg(
      StoredModel champion, RecommendData data, RankingEvaluator evaluator) {
    ItemScorer theirs = StoredRecommend.tested(champion).scorerOf(data.catalogue());
    return Optional.of(
        evaluator
            .evaluate(data.testUsers(), Map.of("champion", theirs))
            .rankings()
            .get("champion")
            .ndcg());
  }

  private static Map<String, Double> metrics(RankingEvaluation evaluation) {
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

  private static Map<String, String> described(RecommendSettings settings) {
    Map<String, String> described = new TreeMap<>();
    described.put("recommend.horizon-days", String.valueOf(settings.horizonDays()));
    described.put("recommend.bought", settings.leaveOutBought() ? "left-out" : "kept");
    described.put("recommend.weights.view", String.valueOf(settings.weights().view()));
    described.put("recommend.weights.cart", String.valueOf(settings.weights().cart()));
    described.put("recommend.weights.purchase", String.valueOf(settings.weights().purchase()));
    described.put(
        "recommend.weights.half-life-days", String.valueOf(settings.weights().halfLifeDays()));
    described.put("recommend.factorization.rank", String.valueOf(settings.factorization().rank()));
    described.put(
        "recommend.factorization.rounds", String.valueOf(settings.factorization().rounds()));
    described.put(
        "recommend.factorization.regularization",
        String.valueOf(settings.factorization().regularization()));
    described.put(
        "recommend.factorization.confidence",
        String.valueOf(settings.factorization().confidence()));
    described.put("recommend.popularity-weight", String.valueOf(settings.popularityWeight()));
    described.put("recommend.neighbours", String.valueOf(settings.neighbours()));
    return described;
  }
}

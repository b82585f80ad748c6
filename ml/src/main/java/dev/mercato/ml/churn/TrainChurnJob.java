package dev.mercato.ml.churn;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.signum;
import static org.apache.spark.sql.functions.transform;

import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.ChurnSettings;
import dev.mercato.ml.SimulatedTruth;
import dev.mercato.ml.TrainOptions;
import dev.mercato.ml.card.ModelCard;
import dev.mercato.ml.churn.evaluate.BgNbdForecast;
import dev.mercato.ml.churn.evaluate.ChurnEvaluation;
import dev.mercato.ml.churn.evaluate.ChurnEvaluator;
import dev.mercato.ml.churn.evaluate.ChurnReferences;
import dev.mercato.ml.churn.evaluate.ForecastFigures;
import dev.mercato.ml.churn.evaluate.Importance;
import dev.mercato.ml.churn.evaluate.RetentionValue;
import dev.mercato.ml.churn.evaluate.RiskBands;
import dev.mercato.ml.churn.evaluate.TestCustomers;
import dev.mercato.ml.churn.feature.FeatureSet;
import dev.mercato.ml.churn.learn.Algorithm;
import dev.mercato.ml.churn.learn.BoostedTrees;
import dev.mercato.ml.churn.learn.ChurnModel;
import dev.mercato.ml.churn.learn.ChurnScorer;
import dev.mercato.ml.churn.learn.Forest;
import dev.mercato.ml.churn.learn.Logistic;
import dev.mercato.ml.model.Contest;
import dev.mercato.ml.model.Feature;
import dev.mercato.ml.model.ModelDescription;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.Promotion;
import dev.mercato.ml.model.StagedModel;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.model.TrainingWindow;
import dev.mercato.ml.monitoring.ModelWatch;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.History;
import dev.mercato.ml.time.ShopTimeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Learns churn at earlier cuts, tests it at a later one, and stores the model with what it was
 * compared with.
 */
public final class TrainChurnJob implements Job<TrainChurnResult> {
  public static final String NAME = "churn";

  /** The same on every machine, as the forest's samples depend on it. */
  private static final int PARTS = 4;

  private final JobContext context;
  private final TrainOptions options;
  private final ChurnSettings settings;

  public TrainChurnJob(JobContext context, TrainOptions options) {
    this.context = context;
    this.options = options;
    this.settings = context.settings().churn();
  }

  /** What was learnt, with the seconds it took. */
  private record Learnt(
      BoostedTrees boosted,
      RandomForestClassificationModel forest,
      LogisticRegressionModel logistic,
      Map<Algorithm, ChurnModel> models,
      Map<Algorithm, Double> seconds) {}

  @Override
  public TrainChurnResult execute() {
    try (ShopTimeline timeline = ShopTimeline.of(context)) {
      TrainingCuts cuts = TrainingCuts.of(timeline, options.cut(), settings.horizonDays());
      FeatureSet features = FeatureSet.of(timeline.before(cuts.earliest()));
      try (ChurnData data = data(timeline, cuts, features)) {
        return train(timeline, cuts, features, data);
      }
    }
  }

  private ChurnData data(ShopTimeline timeline, TrainingCuts cuts, FeatureSet features) {
    try (var step = context.progress().begin("churn: features and labels")) {
      Dataset<Row> learning =
          cuts.training().stream()
              .map(cut -> examples(timeline, cut, features))
              .reduce(Dataset::union)
              .orElseThrow();
      ChurnData data =
          new ChurnData(
              withVectors(learning.repartition(PARTS, col("user_id")))
                  .sortWithinPartitions("cut_day", "user_id")
                  .persist(StorageLevel.MEMORY_AND_DISK()),
              examples(timeline, cuts.test(), features)
                  .orderBy("user_id")
                  .persist(StorageLevel.MEMORY_AND_DISK()));
      step.rows(data.learning().count() + data.test().count());
      features.requireFinite(data.learning(), cuts.earliest());
      features.requireFinite(data.test(), cuts.test());
      return data;
    }
  }

  private Dataset<Row> examples(ShopTimeline timeline, Cut cut, FeatureSet features) {
    return ChurnExamples.of(
        timeline.before(cut), timeline.after(cut, settings.horizonDays()), features);
  }

  private static Dataset<Row> withVectors(Dataset<Row> examples) {
    return examples
        .withColumn("features", functions.array_to_vector(col("x")))
        .withColumn(
            "logs",
            functions.array_to_vector(
                transform(col("x"), value -> signum(value).multiply(log1p(abs(value))))))
        .withColumn("recency", functions.array_to_vector(array(log1p(col("last_order_age")))));
  }

  private TrainChurnResult train(
      ShopTimeline timeline, TrainingCuts cuts, FeatureSet features, ChurnData data) {
    int horizon = settings.horizonDays();
    TestCustomers heldOut = TestCustomers.of(data.heldOut(), cuts.training().get(0), horizon);
    TestCustomers customers = TestCustomers.of(data.test(), cuts.test(), horizon);
    options.export().ifPresent(directory -> export(data, features, directory.toString()));
    Learnt learnt = learn(data);

    ChurnEvaluator validation = new ChurnEvaluator(heldOut);
    Map<Algorithm, double[]> validated = new EnumMap<>(Algorithm.class);
    Map<Algorithm, double[]> tested = new EnumMap<>(Algorithm.class);
    try (var step = context.progress().begin("churn: apply the models")) {
      learnt.models().forEach((name, model) -> validated.put(name, apply(data.heldOut(), model)));
      learnt.models().forEach((name, model) -> tested.put(name, apply(data.test(), model)));
      step.rows(customers.users().length);
    }
    Algorithm best =
        validated.keySet().stream()
            .min(Comparator.comparingDouble(name -> validation.logLoss(validated.get(name))))
            .orElseThrow();
    double spending = spending(heldOut);
    RetentionValue value = new RetentionValue(settings.retention(), spending);
    RiskBands bands = RiskBands.choose(validated.get(best), heldOut.churned(), value);

    ChurnEvaluation evaluation =
        evaluate(timeline, cuts, features, data, learnt, customers, tested, best, bands, value);
    return store(timeline, cuts, features, data, learnt, customers, tested, evaluation);
  }

  private void export(ChurnData data, FeatureSet features, String directory) {
    List<String> names = features.documented().stream().map(Feature::name).toList();
    for (Map.Entry<String, Dataset<Row>> part :
        Map.of("train", data.learning(), "test", data.test()).entrySet()) {
      List<org.apache.spark.sql.Column> columns = new ArrayList<>();
      columns.add(col("user_id"));
      columns.add(col("cut_day"));
      columns.add(col("held_out"));
      columns.add(col("churned"));
      for (int i = 0; i < names.size(); i++) {
        columns.add(col("x").getItem(i).as(names.get(i)));
      }
      part.getValue()
          .select(columns.toArray(org.apache.spark.sql.Column[]::new))
          .coalesce(1)
          .write()
          .mode("overwrite")
          .parquet(directory + "/" + part.getKey());
    }
  }

  private Learnt learn(ChurnData data) {
    Map<Algorithm, Double> seconds = new EnumMap<>(Algorithm.class);
    Dataset<Row> learning = data.learnt();
    long start = System.nanoTime();
    BoostedTrees boosted;
    try (var step = context.progress().begin("churn: train XGBoost")) {
      boosted =
          BoostedTrees.train(
              data.learning(),
              new BoostedTrees.Options(
                  settings.boostRounds(), settings.boostDepth(), settings.boostRate()));
      start = took(seconds, Algorithm.XGBOOST, start);
    }
    RandomForestClassificationModel forest;
    try (var step = context.progress().begin("churn: train the random forest")) {
      forest = Forest.train(learning, settings.forestTrees(), settings.forestDepth());
      start = took(seconds, Algorithm.FOREST, start);
    }
    try (var step = context.progress().begin("churn: train the logistic regression")) {
      LogisticRegressionModel logistic = Logistic.train(learning, "logs");
      Logistic explained = new Logistic(logistic, Logistic.means(learning));
      took(seconds, Algorithm.LOGISTIC, start);
      Map<Algorithm, ChurnModel> models = new EnumMap<>(Algorithm.class);
      models.put(Algorithm.XGBOOST, boosted);
      models.put(Algorithm.FOREST, Forest.of(forest));
      models.put(Algorithm.LOGISTIC, explained);
      return new Learnt(boosted, forest, logistic, models, seconds);
    }
  }

  private static long took(Map<Algorithm, Double> seconds, Algorithm algorithm, long start) {
    long now = System.nanoTime();
    seconds.put(algorithm, (now - start) / 1e9);
    return now;
  }

  /** The probabilities, in the order of the examples. */
  private static double[] apply(Dataset<Row> examples, ChurnModel model) {
    return ChurnScorer.score(examples, model).select("probability").collectAsList().stream()
        .mapToDouble(row -> row.getDouble(0))
        .toArray();
  }

  /** What those who came back have spent, in the mean. */
  private static double spending(TestCustomers customers) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < customers.users().length; i++) {
      if (!customers.churned()[i]) {
        sum += customers.spent()[i];
        count++;
      }
    }
    return sum / count;
  }

  private ChurnEvaluation evaluate(
      ShopTimeline timeline,
      TrainingCuts cuts,
      FeatureSet features,
      ChurnData data,
      Learnt learnt,
      TestCustomers customers,
      Map<Algorithm, double[]> tested,
      Algorithm best,
      RiskBands bands,
      RetentionValue value) {
    try (var step = context.progress().begin("churn: evaluate")) {
      ChurnEvaluator evaluator = new ChurnEvaluator(customers);
      History history = timeline.before(cuts.test());
      List<ForecastFigures> models = new ArrayList<>();
      tested.forEach(
          (name, probability) ->
              models.add(evaluator.figures(name.label(), probability, learnt.seconds().get(name))));
      BgNbdForecast bgNbd = BgNbdForecast.of(history, settings.horizonDays());
      double[] probability = tested.get(best);
      long trained = data.learnt().count();
      step.rows(customers.users().length);
      return new ChurnEvaluation(
          cuts.training().stream().map(Cut::toString).toList(),
          cuts.test().toString(),
          settings.horizonDays(),
          trained,
          customers.users().length,
          best.label(),
          share(customers.churned()),
          models,
          baselines(evaluator, data, customers, bgNbd),
          references(evaluator, history, customers),
          evaluator.calibration(probability),
          evaluator.roc(probability),
          evaluator.precision(probability),
          evaluator.lift(probability),
          bands,
          evaluator.decision(probability, bands, value),
          value.spending(),
          evaluator.segments(probability),
          importance(data, features, learnt.models().get(best)),
          importance(data, features, learnt.models().get(Algorithm.FOREST)),
          bgNbd.model());
    }
  }

  private static double share(boolean[] churned) {
    int churners = 0;
    for (boolean one : churned) {
      churners += one ? 1 : 0;
    }
    return (double) churners / churned.length;
  }

  private List<ForecastFigures> baselines(
      ChurnEvaluator evaluator, ChurnData data, TestCustomers customers, BgNbdForecast bgNbd) {
    double rate = data.learnt().agg(avg("churned")).first().getDouble(0);
    double[] same = new double[customers.users().length];
    java.util.Arrays.fill(same, rate);
    LogisticRegressionModel recencyAlone = Logistic.train(data.learnt(), "recency");
    double slope = recencyAlone.coefficients().apply(0);
    double[] recency = new double[same.length];
    for (int i = 0; i < recency.length; i++) {
      double odds = recencyAlone.intercept() + slope * Math.log1p(customers.recency()[i]);
      recency[i] = 1 / (1 + Math.exp(-odds));
    }
    return List.of(
        evaluator.figures("base_rate", same, 0),
        evaluator.figures("recency", recency, 0),
        evaluator.figures("bg_nbd", aligned(customers, bgNbd.users(), bgNbd.churn()), 0));
  }

  private List<ForecastFigures> references(
      ChurnEvaluator evaluator, History history, TestCustomers customers) {
    return SimulatedTruth.of(context)
        .filter(shop -> history.hasClickstream())
        .map(
            shop -> {
              List<Row> rows =
                  ChurnReferences.of(history, settings.horizonDays(), shop)
                      .orderBy("user_id")
                      .collectAsList();
              long[] users = rows.stream().mapToLong(row -> row.getLong(0)).toArray();
              double[] attainable = rows.stream().mapToDouble(row -> row.getDouble(1)).toArray();
              double[] oracle = rows.stream().mapToDouble(row -> row.getDouble(2)).toArray();
              return List.of(
                  evaluator.figures("attainable", aligned(customers, users, attainable), 0),
                  evaluator.figures("oracle", aligned(customers, users, oracle), 0));
            })
        .orElse(List.of());
  }

  /** The values of the customers, out of those of users in ascending order. */
  private static double[] aligned(TestCustomers customers, long[] users, double[] values) {
    double[] result = new double[customers.users().length];
    for (int i = 0; i < result.length; i++) {
      int place = java.util.Arrays.binarySearch(users, customers.users()[i]);
      if (place < 0) {
        throw new IllegalStateException("Nothing is said of user " + customers.users()[i]);
      }
      result[i] = values[place];
    }
    return result;
  }

  private static List<Importance> importance(
      ChurnData data, FeatureSet features, ChurnModel model) {
    List<Feature> names = features.documented();
    return ChurnScorer.score(data.test(), model)
        .select(posexplode(col("contributions")).as(new String[] {"feature", "contribution"}))
        .where(col("feature").lt(names.size()))
        .groupBy("feature")
        .agg(avg(abs(col("contribution"))).as("size"))
        .collectAsList()
        .stream()
        .map(row -> new Importance(names.get(row.getInt(0)).name(), row.getDouble(1)))
        .sorted(Comparator.comparingDouble(Importance::contribution).reversed())
        .toList();
  }

  private TrainChurnResult store(
      ShopTimeline timeline,
      TrainingCuts cuts,
      FeatureSet features,
      ChurnData data,
      Learnt learnt,
      TestCustomers customers,
      Map<Algorithm, double[]> tested,
      ChurnEvaluation evaluation) {
    ModelStore store = ModelStore.of(context);
    ChurnEvaluator evaluator = new ChurnEvaluator(customers);
    try (var step = context.progress().begin("churn: store the model");
        StagedModel staged = store.stage(NAME)) {
      StoredChurn.write(
          staged,
          new StoredChurn.Use(
              features,
              evaluation.algorithm(),
              settings.horizonDays(),
              evaluation.bands(),
              evaluation.spending()),
          learnt.boosted(),
          learnt.forest(),
          learnt.logistic(),
          (Logistic) learnt.models().get(Algorithm.LOGISTIC));
      staged.writeJson("evaluation.json", evaluation);
      Cut known = cuts.test().plusDays(settings.horizonDays());
      staged.writeJson(
          ModelWatch.FILE,
          ChurnWatch.reference(
              features.of(timeline.before(known), settings.horizonDays()),
              data.test(),
              features,
              learnt.models().get(Algorithm.of(evaluation.algorithm()))));
      Map<String, Double> metrics = ChurnMetrics.of(evaluation);
      ModelDescription description =
          new ModelDescription(
              evaluation.algorithm(),
              described(cuts),
              TrainingWindow.of(
                  timeline.firstDay(),
                  cuts.test().day(),
                  settings.horizonDays(),
                  evaluation.trained(),
                  evaluation.tested()),
              timeline.loads(),
              metrics,
              features.documented());
      new ModelCard(staged, description, context.spark().sparkContext().hadoopConfiguration())
          .write(evaluation);
      StoredModel model = staged.commit(description);
      double[] scores = evaluator.scores(tested.get(Algorithm.of(evaluation.algorithm())));
      Promotion promotion =
          new Contest(store, "log-loss")
              .decide(
                  model,
                  scores,
                  champion -> championScores(champion, timeline, cuts, features, data, evaluator));
      return new TrainChurnResult(model.id(), evaluation, metrics, promotion);
    }
  }

  private Optional<double[]> championScores(
      StoredModel champion,
      ShopTimeline timeline,
      TrainingCuts cuts,
      FeatureSet features,
      ChurnData data,
      ChurnEvaluator evaluator) {
    StoredChurn theirs = StoredChurn.of(champion);
    if (champion.description().window().horizonDays() != settings.horizonDays()
        || (theirs.features().hasEvents() && !features.hasEvents())) {
      return Optional.empty();
    }
    Dataset<Row> test =
        theirs.features().equals(features)
            ? data.test()
            : examples(timeline, cuts.test(), theirs.features()).orderBy("user_id");
    return Optional.of(evaluator.scores(apply(test, theirs.model())));
  }

  private Map<String, String> described(TrainingCuts cuts) {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("churn.horizon-days", String.valueOf(settings.horizonDays()));
    described.put("churn.forest-trees", String.valueOf(settings.forestTrees()));
    described.put("churn.forest-depth", String.valueOf(settings.forestDepth()));
    described.put("churn.boost-rounds", String.valueOf(settings.boostRounds()));
    described.put("churn.boost-depth", String.valueOf(settings.boostDepth()));
    described.put("churn.boost-rate", String.valueOf(settings.boostRate()));
    described.put("churn.margin", String.valueOf(settings.retention().margin()));
    described.put("churn.offer-cost", String.valueOf(settings.retention().offerCost()));
    described.put("churn.offer-effect", String.valueOf(settings.retention().offerEffect()));
    described.put("churn.message-cost", String.valueOf(settings.retention().messageCost()));
    described.put("churn.message-effect", String.valueOf(settings.retention().messageEffect()));
    described.put(
        "training cuts", String.join(", ", cuts.training().stream().map(Cut::toString).toList()));
    return described;
  }
}

package dev.mercato.ml.churn;

import static org.apache.spark.sql.functions.col;

import dev.mercato.ml.churn.evaluate.ChurnEvaluator;
import dev.mercato.ml.churn.evaluate.ForecastFigures;
import dev.mercato.ml.churn.evaluate.TestCustomers;
import dev.mercato.ml.churn.feature.FeatureSet;
import dev.mercato.ml.churn.learn.ChurnModel;
import dev.mercato.ml.churn.learn.ChurnScorer;
import dev.mercato.ml.model.Feature;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.monitoring.LaterFigure;
import dev.mercato.ml.monitoring.ModelWatch;
import dev.mercato.ml.monitoring.Observation;
import dev.mercato.ml.monitoring.PopulationStability;
import dev.mercato.ml.monitoring.ReferenceBins;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.ShopTimeline;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Watches a churn model: its features and scores against those of the day when it had learnt all
 * that it knows, and its labels and figures against those of its test.
 *
 * <p>Against the training cuts themselves a sound shop would seem to drift, as its customers grow
 * older together and their counts larger.
 */
public final class ChurnWatch implements ModelWatch {
  private static final int BINS = 10;
  private static final String SCORE = "score";
  private static final String LABEL = "label";

  /**
   * What a model keeps.
   *
   * @param features of all customers when the last label of the test was known
   * @param score the probabilities that they were given
   * @param label how many churned at the test cut
   */
  record Reference(ReferenceBins features, ReferenceBins score, ReferenceBins label) {}

  /** What there is to keep: of all customers when the last label of the test was known. */
  static Reference reference(ChurnTraining training, ChurnModel model) {
    FeatureSet features = training.features();
    Cut known = training.cuts().test().plusDays(training.horizonDays());
    Dataset<Row> customers =
        features
            .of(training.timeline().before(known), training.horizonDays())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new Reference(
          ReferenceBins.of(named(customers, features), watched(features), BINS),
          ReferenceBins.of(scores(customers, model), List.of(SCORE), BINS),
          ReferenceBins.of(labels(training.data().test()), List.of(LABEL), BINS));
    } finally {
      customers.unpersist();
    }
  }

  @Override
  public String name() {
    return TrainChurnJob.NAME;
  }

  @Override
  public Observation observe(ShopTimeline timeline, StoredModel stored) {
    StoredChurn churn = StoredChurn.of(stored);
    churn.requireFeaturesOf(stored.id(), timeline);
    Reference reference = stored.readJson(FILE, Reference.class);
    int horizon = stored.description().window().horizonDays();
    Map<String, PopulationStability> drift = new LinkedHashMap<>();
    Dataset<Row> customers =
        churn
            .features()
            .of(timeline.before(timeline.end()), horizon)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      drift.putAll(reference.features().drift(named(customers, churn.features())));
      drift.putAll(reference.score().drift(scores(customers, churn.model())));
    } finally {
      customers.unpersist();
    }
    Cut newest = timeline.end().plusDays(-horizon);
    if (!newest.day().isAfter(LocalDate.parse(stored.description().window().cut()))) {
      return new Observation(drift, List.of());
    }
    Dataset<Row> known =
        ChurnExamples.of(timeline.before(newest), timeline.after(newest, horizon), churn.features())
            .orderBy("user_id")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      drift.putAll(reference.label().drift(labels(known)));
      return new Observation(drift, performance(known, newest, horizon, churn, stored));
    } finally {
      known.unpersist();
    }
  }

  private static List<LaterFigure> performance(
      Dataset<Row> known, Cut cut, int horizon, StoredChurn churn, StoredModel stored) {
    double[] probability = ChurnScorer.probabilities(known, churn.model());
    ForecastFigures now =
        new ChurnEvaluator(TestCustomers.of(known, cut, horizon)).figures("now", probability, 0);
    Map<String, Double> tested = stored.description().metrics();
    List<LaterFigure> figures = new ArrayList<>();
    Map.of("auc", now.auc(), "log_loss", now.logLoss(), "calibration_error", now.calibrationError())
        .forEach(
            (figure, value) -> {
              if (tested.containsKey(figure)) {
                figures.add(
                    new LaterFigure(
                        TrainChurnJob.NAME, figure, cut.toString(), value, tested.get(figure)));
              }
            });
    figures.sort(Comparator.comparing(LaterFigure::figure));
    return figures;
  }

  private static Dataset<Row> named(Dataset<Row> customers, FeatureSet features) {
    List<String> names = features.documented().stream().map(Feature::name).toList();
    return customers.select(
        watched(features).stream()
            .map(name -> col("x").getItem(names.indexOf(name)).as(name))
            .toArray(Column[]::new));
  }

  private static Dataset<Row> scores(Dataset<Row> customers, ChurnModel model) {
    return ChurnScorer.score(customers, model).select(col("probability").as(SCORE));
  }

  private static Dataset<Row> labels(Dataset<Row> examples) {
    return examples.select(col("churned").as(LABEL));
  }

  /** All but those that follow the calendar, which moves without the customers. */
  private static List<String> watched(FeatureSet features) {
    return features.documented().stream()
        .map(Feature::name)
        .filter(name -> !name.contains("_expected") && !name.equals("label_season"))
        .toList();
  }
}

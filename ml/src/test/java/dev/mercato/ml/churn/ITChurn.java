package dev.mercato.ml.churn;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.ml.Platform;
import dev.mercato.ml.SimulatedShop;
import dev.mercato.ml.TooLittleDataException;
import dev.mercato.ml.TrainOptions;
import dev.mercato.ml.churn.feature.FeatureSet;
import dev.mercato.ml.churn.learn.BoostedTrees;
import dev.mercato.ml.churn.learn.ChurnModel;
import dev.mercato.ml.churn.learn.ChurnScorer;
import dev.mercato.ml.churn.learn.Forest;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.ShopTimeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ITChurn {
  private static final Map<String, String> SHOP =
      Map.of(
          "shop.users", "4000",
          "shop.products", "300",
          "generate.from", "2025-01-01",
          "generate.to", "2025-06-30",
          "churn.horizon-days", "30",
          "churn.boost-rounds", "60",
          "churn.forest-trees", "20",
          "churn.forest-depth", "6");
  private static final JobContext CONTEXT = SimulatedShop.of(SHOP);
  private static final TrainChurnResult TRAINED =
      new TrainChurnJob(CONTEXT, TrainOptions.latest()).execute();

  @Test
  void modelsBeatTheBaselinesAndNoReference() {
    Map<String, Double> metrics = TRAINED.metrics();
    double noise = metrics.get("auc_high") - metrics.get("auc_low");

    assertThat(TRAINED.promotion().promoted()).isTrue();
    assertThat(TRAINED.evaluation().models()).hasSize(3);
    assertThat(metrics.get("auc")).isGreaterThan(metrics.get("auc_recency"));
    assertThat(metrics.get("auc_base_rate")).isEqualTo(0.5);
    for (String model : List.of("xgboost", "forest", "logistic")) {
      assertThat(metrics.get("auc_" + model))
          .isLessThan(metrics.get("auc_ceiling_attainable") + noise)
          .isLessThan(metrics.get("auc_ceiling_oracle") + noise);
      assertThat(metrics.get("log_loss_" + model))
          .isGreaterThan(metrics.get("log_loss_ceiling_oracle") - 0.02);
    }
    assertThat(metrics)
        .containsKeys(
            "pr_auc",
            "brier",
            "calibration_error",
            "bg_nbd_r",
            "bg_nbd_alpha_days",
            "bg_nbd_a",
            "bg_nbd_b",
            "auc_bg_nbd");
  }

  @Test
  void everyCustomerIsScoredWithAReasonAndTheCsvSaysTheSame() throws Exception {
    ScoreChurnResult result = new ScoreChurnJob(CONTEXT).execute();
    Dataset<Row> scores = table("churn_scores");
    long customers =
        table("transactions")
            .where(col("user_id").isNotNull())
            .select("user_id")
            .distinct()
            .count();

    assertThat(result.customers()).isEqualTo(customers);
    assertThat(scores.select("user_id").distinct().count()).isEqualTo(customers);
    assertThat(scores.where(col("probability").between(0, 1)).count()).isEqualTo(customers);
    assertThat(scores.where(col("reason_1").isNull().or(col("reason_3").isNull())).count())
        .isZero();
    assertThat(scores.where(col("risk").isin("HIGH", "MEDIUM", "LOW")).count())
        .isEqualTo(customers);
    Row one = scores.first();
    assertThat(Math.abs(one.<Double>getAs("contribution_1")))
        .isGreaterThanOrEqualTo(Math.abs(one.<Double>getAs("contribution_2")));
    assertThat(one.<String>getAs("model_version")).isEqualTo(TRAINED.id().version());
    assertThat(one.getAs("as_of").toString()).isEqualTo("2025-06-30");
    List<String> lines = Files.readAllLines(Path.of(result.csv()));
    assertThat(lines).hasSize((int) customers + 1);
    assertThat(lines.get(0)).startsWith("user_id,probability,risk,action,reason_1");
  }

  @Test
  void aModelReadBackScoresAsBefore() {
    StoredModel stored = ModelStore.of(CONTEXT).open(TRAINED.id());
    StoredChurn once = StoredChurn.of(stored);
    try (ShopTimeline timeline = ShopTimeline.of(CONTEXT)) {
      Dataset<Row> examples = examples(timeline, once.features());
      List<Row> first =
          ChurnScorer.score(examples, once.model()).orderBy("user_id").collectAsList();
      List<Row> second =
          ChurnScorer.score(examples, StoredChurn.of(stored).model())
              .orderBy("user_id")
              .collectAsList();
      assertThat(first).isEqualTo(second);
    }
  }

  @Test
  void theForestLaidOutScoresAsMllibDoes() {
    StoredModel stored = ModelStore.of(CONTEXT).open(TRAINED.id());
    RandomForestClassificationModel mllib =
        RandomForestClassificationModel.load(stored.path("pipelines/forest"));
    ChurnModel forest = Forest.of(mllib);
    try (ShopTimeline timeline = ShopTimeline.of(CONTEXT)) {
      Dataset<Row> examples =
          examples(timeline, StoredChurn.of(stored).features())
              .withColumn("features", functions.array_to_vector(col("x")))
              .limit(300);
      for (Row row : mllib.transform(examples).select("x", "probability").collectAsList()) {
        double[] x = row.<Double>getList(0).stream().mapToDouble(Double::doubleValue).toArray();
        double[] contributions = forest.contributions(new double[][] {x})[0];
        assertThat(ChurnModel.probability(contributions))
            .isCloseTo(((Vector) row.get(1)).apply(1), within(1e-9));
      }
    }
  }

  @Test
  void shuffledLabelsTeachNothing() {
    try (ShopTimeline timeline = ShopTimeline.of(CONTEXT)) {
      FeatureSet features = StoredChurn.of(ModelStore.of(CONTEXT).open(TRAINED.id())).features();
      Dataset<Row> examples = examples(timeline, features).persist();
      Dataset<Row> shuffled =
          examples.withColumn(
              "churned",
              org.apache
                  .spark
                  .sql
                  .functions
                  .pmod(org.apache.spark.sql.functions.xxhash64(col("user_id"), lit(99)), lit(2))
                  .cast("double"));
      BoostedTrees model = BoostedTrees.train(shuffled, new BoostedTrees.Options(40, 4, 0.1));
      Dataset<Row> unseen = shuffled.where(col("held_out"));
      double[] probability =
          ChurnScorer.score(unseen, model).collectAsList().stream()
              .mapToDouble(row -> row.getDouble(1))
              .toArray();
      List<Row> labels = unseen.select("churned").collectAsList();
      double pairs = 0;
      double wins = 0;
      for (int i = 0; i < probability.length; i++) {
        for (int j = 0; j < probability.length; j++) {
          if (labels.get(i).getDouble(0) > labels.get(j).getDouble(0)) {
            pairs++;
            wins +=
                probability[i] > probability[j] ? 1 : probability[i] == probability[j] ? 0.5 : 0;
          }
        }
      }
      assertThat(wins / pairs).isBetween(0.4, 0.6);
      examples.unpersist();
    }
  }

  @Test
  void whatComesAfterTheCutChangesNoFeature() {
    // The same shop, loaded half as far: whatever a feature took from later days would differ.
    Map<String, String> shorter = new java.util.HashMap<>(SHOP);
    shorter.put("generate.to", "2025-05-01");
    JobContext early = SimulatedShop.of(shorter);
    Cut cut = new Cut(LocalDate.parse("2025-05-02"));
    try (ShopTimeline all = ShopTimeline.of(CONTEXT);
        ShopTimeline half = ShopTimeline.of(early)) {
      FeatureSet features = FeatureSet.of(half.before(cut));
      assertThat(FeatureSet.of(all.before(cut))).isEqualTo(features);
      List<Row> late = features.of(all.before(cut), 30).orderBy("user_id").collectAsList();
      List<Row> known = features.of(half.before(cut), 30).orderBy("user_id").collectAsList();
      assertThat(late).hasSameSizeAs(known);
      for (int i = 0; i < late.size(); i++) {
        assertThat(late.get(i).getLong(0)).isEqualTo(known.get(i).getLong(0));
        List<Double> values = late.get(i).getList(4);
        List<Double> expected = known.get(i).getList(4);
        for (int k = 0; k < values.size(); k++) {
          // Sums over rows in another order differ in their last digits.
          assertThat(values.get(k)).isCloseTo(expected.get(k), within(1e-6));
        }
      }
    }
  }

  @Test
  void historyAndOutcomeMustBeOfOneCut() {
    try (ShopTimeline timeline = ShopTimeline.of(CONTEXT)) {
      Cut cut = new Cut(LocalDate.parse("2025-05-02"));
      FeatureSet features = FeatureSet.of(timeline.before(cut));
      assertThatThrownBy(
              () ->
                  ChurnExamples.of(
                      timeline.before(cut.plusDays(1)), timeline.after(cut, 30), features))
          .isInstanceOf(MercatoException.class)
          .hasMessageContaining("2025-05-03")
          .hasMessageContaining("2025-05-02");
    }
  }

  @Test
  void aFeatureThatIsNoNumberIsNamed() {
    try (ShopTimeline timeline = ShopTimeline.of(CONTEXT)) {
      Cut cut = new Cut(LocalDate.parse("2025-05-02"));
      FeatureSet features = FeatureSet.of(timeline.before(cut));
      Dataset<Row> broken =
          examples(timeline, features)
              .limit(1)
              .withColumn("x", array(lit(1.0), lit(Double.NaN), lit(2.0)));
      assertThatThrownBy(() -> features.requireFinite(broken, cut))
          .isInstanceOf(MercatoException.class)
          .hasMessageContaining("first_order_days")
          .hasMessageContaining("NaN");
    }
  }

  @Test
  void theSameDataAgainDoNotDethroneTheChampion() {
    TrainChurnResult again = new TrainChurnJob(CONTEXT, TrainOptions.latest()).execute();

    assertThat(again.metrics().get("auc")).isEqualTo(TRAINED.metrics().get("auc"));
    assertThat(again.promotion().promoted()).isFalse();
    assertThat(again.promotion().reason()).contains("not more than noise");
    assertThat(ModelStore.of(CONTEXT).requireChampion("churn").id()).isEqualTo(TRAINED.id());
  }

  @Test
  void cutsAndHorizonsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> train(CONTEXT, Optional.of("2025-06-20")))
        .isInstanceOfSatisfying(
            MercatoException.class, e -> assertThat(e.status()).isEqualTo(ExitStatus.USAGE))
        .hasMessageContaining("2025-06-20")
        .hasMessageContaining("to 2025-06-01");
    Map<String, String> longer = new java.util.HashMap<>(SHOP);
    longer.put("churn.horizon-days", "90");
    longer.put("generate.to", "2025-05-01");
    JobContext tooShort = SimulatedShop.of(longer);
    assertThatThrownBy(() -> train(tooShort, Optional.empty()))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("churn.horizon-days");
    assertThatThrownBy(() -> train(Platform.fresh(Map.of()), Optional.empty()))
        .hasMessageContaining("no orders");
    assertThatThrownBy(() -> new ScoreChurnJob(tooShort).execute())
        .hasMessageContaining("train churn");
  }

  @Test
  void theExportHoldsTheSplitThatWasUsed(@TempDir Path directory) {
    TrainOptions options =
        new TrainOptions(Optional.empty(), false, Optional.of(directory.resolve("split")));
    TrainChurnResult result = new TrainChurnJob(CONTEXT, options).execute();
    Dataset<Row> test = CONTEXT.spark().read().parquet(directory.resolve("split/test").toString());

    assertThat(test.count()).isEqualTo(result.evaluation().tested());
    assertThat(List.of(test.columns())).contains("recency_days", "visits_expected", "churned");
  }

  private static TrainChurnResult train(JobContext context, Optional<String> cut) {
    return new TrainChurnJob(
            context, new TrainOptions(cut.map(LocalDate::parse), false, Optional.empty()))
        .execute();
  }

  private static Dataset<Row> examples(ShopTimeline timeline, FeatureSet features) {
    Cut cut = new Cut(LocalDate.parse("2025-05-02"));
    return ChurnExamples.of(timeline.before(cut), timeline.after(cut, 30), features);
  }

  private static Dataset<Row> table(String name) {
    return CONTEXT.spark().table(CONTEXT.settings().database() + "." + name);
  }
}

package dev.mercato.ml.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
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
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.monitoring.DriftLevel;
import dev.mercato.ml.monitoring.MonitorJob;
import dev.mercato.ml.monitoring.MonitorResult;
import dev.mercato.ml.recommend.rank.FactorScorer;
import dev.mercato.ml.recommend.rank.UserProfile;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.ShopTimeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ITRecommend {
  private static final Map<String, String> SHOP =
      Map.of(
          "shop.users", "3000",
          "shop.products", "300",
          "generate.from", "2025-01-01",
          "generate.to", "2025-05-31",
          "recommend.factorization.rank", "16",
          "recommend.factorization.rounds", "5");
  private static final JobContext CONTEXT = SimulatedShop.of(SHOP);
  private static final TrainRecommendResult TRAINED =
      new TrainRecommendJob(CONTEXT, TrainOptions.latest()).execute();

  @Test
  void modelsBeatPopularityAndNoReference() {
    Map<String, Double> metrics = TRAINED.metrics();
    double noise = metrics.get("ndcg10_high") - metrics.get("ndcg10_low");

    assertThat(TRAINED.promotion().promoted()).isTrue();
    assertThat(metrics.get("ndcg10")).isGreaterThan(metrics.get("ndcg10_popularity") * 1.3);
    assertThat(metrics.get("ndcg10_item_knn")).isGreaterThan(metrics.get("ndcg10_popularity"));
    for (String model :
        List.of("als_popularity", "als", "als_nonnegative", "item_knn", "popularity")) {
      assertThat(metrics.get("ndcg10_" + model))
          .isLessThan(metrics.get("ndcg10_ceiling_attainable") + noise)
          .isLessThan(metrics.get("ndcg10_ceiling_oracle") + noise);
    }
    assertThat(metrics.get("ndcg10_ceiling_oracle"))
        .isGreaterThan(metrics.get("ndcg10_ceiling_attainable") - noise);
    assertThat(TRAINED.evaluation().otherPolicy()).hasSize(6);
    assertThat(metrics.get("coverage")).isBetween(0.1, 1.0);
  }

  @Test
  void everyUserGetsTenProductsThatWereNotBought() throws Exception {
    ScoreRecommendResult result = new ScoreRecommendJob(CONTEXT).execute();
    Dataset<Row> recommendations = table("recommendations");
    long users = table("users").count();

    assertThat(result.users()).isEqualTo(users);
    Dataset<Row> each =
        recommendations
            .groupBy("user_id")
            .agg(
                count(lit(1)).as("n"),
                countDistinct("product_id").as("products"),
                max("rank").as("last"));
    assertThat(
            each.where(
                    col("n")
                        .equalTo(10)
                        .and(col("products").equalTo(10))
                        .and(col("last").equalTo(10)))
                .count())
        .isEqualTo(users);
    assertThat(
            recommendations
                .join(
                    table("transactions").select("user_id", "product_id").distinct(),
                    new String[] {"user_id", "product_id"})
                .count())
        .isZero();
    assertThat(Files.readAllLines(Path.of(result.csv()))).hasSize((int) (10 * users) + 1);
  }

  @Test
  void usersSolvedAnewHaveTheFactorsOfTheTraining() {
    StoredModel stored = ModelStore.of(CONTEXT).open(TRAINED.id());
    ALSModel als = ALSModel.load(stored.path("pipelines/tested/als"));
    StoredRecommend recommend = StoredRecommend.tested(stored);
    FactorScorer scorer = recommend.scorer();
    try (ShopTimeline timeline = ShopTimeline.of(CONTEXT)) {
      var history = timeline.before(new Cut(LocalDate.parse(TRAINED.evaluation().cut())));
      Dataset<Row> interactions = Interactions.of(history, recommend.settings()).persist();
      try (Factorizer factorizer =
          new Factorizer(CONTEXT.spark(), interactions, recommend.catalogue())) {
        List<Row> users =
            Interactions.byUser(history, interactions)
                .where(col("items").isNotNull())
                .orderBy("user_id")
                .limit(50)
                .collectAsList();
        Map<Long, double[]> trained =
            factorizer.userFactors(als, interactions.select("user_id").distinct());
        for (Row row : users) {
          double[] solved = scorer.factors(UserProfile.of(row, recommend.catalogue()));
          assertThat(solved).containsExactly(trained.get(row.getLong(0)), within(1e-3));
        }
      }
      interactions.unpersist();
    }
  }

  @Test
  void whatServesKnowsTheProductsOfTheTestsDaysAndWhatWasTestedDoesNot() {
    StoredModel stored = ModelStore.of(CONTEXT).open(TRAINED.id());
    Row newest =
        table("products")
            .where(col("launched_on").geq(lit(TRAINED.evaluation().cut())))
            .where(col("launched_on").leq(lit("2025-05-31")))
            .agg(max("product_id"), count(lit(1)))
            .first();

    assertThat(newest.getLong(1)).isPositive();
    assertThat(StoredRecommend.serving(stored).catalogue().item(newest.getLong(0))).isNotNegative();
    assertThat(StoredRecommend.tested(stored).catalogue().item(newest.getLong(0))).isNegative();
  }

  @Test
  void theSameDataAgainDoNotDethroneTheChampion() {
    TrainRecommendResult again = new TrainRecommendJob(CONTEXT, TrainOptions.latest()).execute();

    assertThat(again.promotion().promoted()).isFalse();
    assertThat(again.metrics().get("ndcg10"))
        .isCloseTo(TRAINED.metrics().get("ndcg10"), within(1e-9));
  }

  @Test
  void onTheDayOfItsTrainingNothingHasDrifted() {
    MonitorResult result = new MonitorJob(CONTEXT, List.of(new RecommendWatch())).execute();

    assertThat(result.report().rows()).hasSize(2);
    assertThat(result.report().level()).isEqualTo(DriftLevel.OK);
    assertThat(result.performance()).isEmpty();
  }

  @Test
  void dataThatDoNotSufficeAreNamed() {
    Map<String, String> few = new HashMap<>(SHOP);
    few.put("shop.users", "20");
    few.put("generate.to", "2025-03-01");
    JobContext tooFew = SimulatedShop.of(few);
    assertThatThrownBy(() -> train(tooFew, Optional.empty()))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("too few");
    assertThatThrownBy(() -> train(CONTEXT, Optional.of("2025-05-20")))
        .isInstanceOfSatisfying(
            MercatoException.class, e -> assertThat(e.status()).isEqualTo(ExitStatus.USAGE))
        .hasMessageContaining("2025-05-20")
        .hasMessageContaining("to 2025-05-02");
    assertThatThrownBy(() -> train(Platform.fresh(Map.of()), Optional.empty()))
        .hasMessageContaining("no orders");
    assertThatThrownBy(() -> new ScoreRecommendJob(tooFew).execute())
        .hasMessageContaining("train recommend");
  }

  private static TrainRecommendResult train(JobContext context, Optional<String> cut) {
    return new TrainRecommendJob(
            context, new TrainOptions(cut.map(LocalDate::parse), false, Optional.empty()))
        .execute();
  }

  private static Dataset<Row> table(String name) {
    return CONTEXT.spark().table(CONTEXT.settings().database() + "." + name);
  }
}

package dev.mercato.ml.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;

import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.monitoring.LaterFigure;
import dev.mercato.ml.monitoring.ModelWatch;
import dev.mercato.ml.monitoring.Observation;
import dev.mercato.ml.monitoring.PopulationStability;
import dev.mercato.ml.monitoring.ReferenceBins;
import dev.mercato.ml.recommend.evaluate.RankedUsers;
import dev.mercato.ml.recommend.evaluate.RankingEvaluator;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.History;
import dev.mercato.ml.time.ShopTimeline;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Watches recommendations: what users looked at or bought in the last days against the same of the
 * days before the model was made, and its ranking against that of its test.
 */
public final class RecommendWatch implements ModelWatch {
  private static final int BINS = 10;
  private static final String CATEGORY = "category";
  private static final String PRODUCTS = "products_a_user";

  /**
   * What a model keeps.
   *
   * @param categories of what users had to do with, product by product
   * @param users how many products each active user had to do with
   */
  record Reference(ReferenceBins categories, ReferenceBins users) {}

  /** What there is to keep of the days before the end of a history. */
  static Reference reference(History history, int days) {
    Dataset<Row> recent = recent(history, days).persist();
    try {
      return new Reference(
          ReferenceBins.of(categories(history, recent), List.of(CATEGORY), BINS),
          ReferenceBins.of(users(recent), List.of(PRODUCTS), BINS));
    } finally {
      recent.unpersist();
    }
  }

  @Override
  public String name() {
    return TrainRecommendJob.NAME;
  }

  @Override
  public Observation observe(ShopTimeline timeline, StoredModel stored) {
    Reference reference = stored.readJson(FILE, Reference.class);
    int days = stored.description().window().horizonDays();
    History history = timeline.before(timeline.end());
    Map<String, PopulationStability> drift = new LinkedHashMap<>();
    Dataset<Row> recent = recent(history, days).persist();
    try {
      drift.putAll(reference.categories().drift(categories(history, recent)));
      drift.putAll(reference.users().drift(users(recent)));
    } finally {
      recent.unpersist();
    }
    Cut newest = timeline.end().plusDays(-days);
    boolean newer = newest.day().isAfter(LocalDate.parse(stored.description().window().cut()));
    return new Observation(
        drift, newer ? List.of(performance(timeline, newest, days, stored)) : List.of());
  }

  private static LaterFigure performance(
      ShopTimeline timeline, Cut cut, int days, StoredModel stored) {
    StoredRecommend tested = StoredRecommend.tested(stored);
    RecommendSettings settings = tested.settings();
    try (RecommendData data =
        RecommendData.of(timeline.before(cut), timeline.after(cut, days), settings)) {
      RankedUsers ranked =
          new RankingEvaluator(data.catalogue(), settings.count(), settings.leaveOutBought())
              .evaluate(data.testUsers(), Map.of("now", tested.scorerOf(data.catalogue())))
              .rankings()
              .get("now");
      return new LaterFigure(
          TrainRecommendJob.NAME,
          "ndcg10",
          cut.toString(),
          ranked.figures(0).ndcg(),
          stored.description().metrics().get("ndcg10"));
    }
  }

  /** Who had to do with what in the days before the cut: user_id, product_id. */
  private static Dataset<Row> recent(History history, int days) {
    Dataset<Row> bought = history.transactions().select("user_id", "product_id", "occurred_at");
    Dataset<Row> all =
        history.hasClickstream()
            ? bought.union(
                history
                    .clickstream()
                    .where(col("event_type").equalTo("product_view"))
                    .select("user_id", "product_id", "occurred_at"))
            : bought;
    return all.where(
            col("user_id")
                .isNotNull()
                .and(col("occurred_at").geq(lit(history.cut().plusDays(-days).at()))))
        .select("user_id", "product_id")
        .distinct();
  }

  private static Dataset<Row> categories(History history, Dataset<Row> recent) {
    return recent
        .join(history.products().select("product_id", CATEGORY), "product_id")
        .select(CATEGORY);
  }

  private static Dataset<Row> users(Dataset<Row> recent) {
    return recent.groupBy("user_id").agg(countDistinct("product_id").as(PRODUCTS)).select(PRODUCTS);
  }
}

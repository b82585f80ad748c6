package dev.mercato.ml.recommend.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import dev.mercato.ml.SimulatedTruth;
import dev.mercato.ml.recommend.rank.ItemCatalogue;
import dev.mercato.ml.recommend.rank.ItemScorer;
import dev.mercato.ml.recommend.rank.UserProfile;
import dev.mercato.ml.time.History;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.catalogue.ClusterWeights;
import dev.mercato.simulator.reference.recommendation.ProductRanking;
import dev.mercato.simulator.reference.recommendation.ProductViews;
import dev.mercato.simulator.reference.recommendation.RankedProduct;
import dev.mercato.simulator.reference.recommendation.RecommendationWindow;
import dev.mercato.simulator.reference.recommendation.TasteInference;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The two references of a simulated shop, as rankings: by each user's true taste, and by the taste
 * inferred from the same views that the models see.
 */
public final class RankingReferences {
  private static final int PARTS = 8;
  private static final StructType TASTES =
      new StructType()
          .add("user_id", DataTypes.LongType)
          .add("attainable", DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add("oracle", DataTypes.createArrayType(DataTypes.DoubleType, false));

  private RankingReferences() {}

  /**
   * Rankings for some users.
   *
   * @param users user_id
   * @return by name: attainable, oracle
   */
  public static Map<String, ItemScorer> of(
      History history,
      Dataset<Row> users,
      ItemCatalogue catalogue,
      int horizonDays,
      ShopSpec spec) {
    Dataset<Row> views =
        history
            .clickstream()
            .where(col("event_type").equalTo("product_view"))
            .join(users.select("user_id"), "user_id")
            .groupBy(
                col("user_id"),
                date_format(col("occurred_at"), "yyyy-MM").as("month"),
                col("product_id"))
            .agg(count(lit(1)).cast("int").as("views"))
            .groupBy("user_id")
            .agg(collect_list(struct("month", "product_id", "views")).as("views"));
    Dataset<Row> seen =
        users
            .select("user_id")
            .join(views, new String[] {"user_id"}, "left")
            .repartition(PARTS, col("user_id"));
    MapPartitionsFunction<Row, Row> inference =
        rows -> {
          Shop shop = SimulatedTruth.shop(spec);
          TasteInference inferred = TasteInference.of(shop.catalogue(), shop.population().priors());
          List<Row> tastes = new ArrayList<>();
          while (rows.hasNext()) {
            Row row = rows.next();
            tastes.add(
                RowFactory.create(
                    row.getLong(0),
                    inferred.posteriorMean(views(row)).toArray(),
                    shop.population().truth(row.getLong(0)).taste().toArray()));
          }
          return tastes.iterator();
        };
    HashMap<Long, double[]> attainable = new HashMap<>();
    HashMap<Long, double[]> oracle = new HashMap<>();
    for (Row row : seen.mapPartitions(inference, Encoders.row(TASTES)).collectAsList()) {
      attainable.put(row.getLong(0), doubles(row.getList(1)));
      oracle.put(row.getLong(0), doubles(row.getList(2)));
    }
    LocalDate cut = history.cut().day();
    return Map.of(
        "attainable", new TasteScorer(spec, catalogue, cut, horizonDays, attainable),
        "oracle", new TasteScorer(spec, catalogue, cut, horizonDays, oracle));
  }

  private static List<ProductViews> views(Row row) {
    List<ProductViews> views = new ArrayList<>();
    if (!row.isNullAt(1)) {
      for (Object each : row.getList(1)) {
        Row view = (Row) each;
        views.add(
            new ProductViews(YearMonth.parse(view.getString(0)), view.getLong(1), view.getInt(2)));
      }
    }
    return views;
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Ranks by tastes that were found. */
  private static final class TasteScorer implements ItemScorer {
    private static final long serialVersionUID = 1L;

    /** More than a user has bought, so that enough are left. */
    private static final int RANKED = 500;

    private final ShopSpec spec;
    private final ItemCatalogue catalogue;
    private final LocalDate cut;
    private final int horizonDays;
    private final HashMap<Long, double[]> tastes;
    private transient ProductRanking ranking;

    TasteScorer(
        ShopSpec spec,
        ItemCatalogue catalogue,
        LocalDate cut,
        int horizonDays,
        Map<Long, double[]> tastes) {
      this.spec = spec;
      this.catalogue = catalogue;
      this.cut = cut;
      this.horizonDays = horizonDays;
      this.tastes = new HashMap<>(tastes);
    }

    @Override
    public void score(UserProfile user, float[] scores) {
      Arrays.fill(scores, 0);
      ClusterWeights taste = ClusterWeights.of(tastes.get(user.user()));
      for (RankedProduct product : ranking().top(taste, RANKED, id -> false)) {
        int item = catalogue.item(product.productId());
        if (item >= 0) {
          scores[item] = (float) product.probability();
        }
      }
    }

    private synchronized ProductRanking ranking() {
      if (ranking == null) {
        Shop shop = SimulatedTruth.shop(spec);
        ranking =
            ProductRanking.of(
                shop.catalogue(), shop.seasons(), new RecommendationWindow(cut, horizonDays));
      }
      return ranking;
    }
  }
}

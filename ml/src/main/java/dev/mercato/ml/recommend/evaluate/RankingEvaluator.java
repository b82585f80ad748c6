package dev.mercato.ml.recommend.evaluate;

import dev.mercato.ml.recommend.rank.ItemCatalogue;
import dev.mercato.ml.recommend.rank.ItemScorer;
import dev.mercato.ml.recommend.rank.TopItems;
import dev.mercato.ml.recommend.rank.UserProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
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
 * Ranks the whole catalogue for each user of a test and compares with what the user bought. Where
 * products bought before are left out, they count neither as recommended nor as bought.
 */
public final class RankingEvaluator {
  private static final StructType RANKED =
      new StructType()
          .add("user_id", DataTypes.LongType)
          .add("interactions", DataTypes.IntegerType)
          .add("metrics", DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add("items", DataTypes.createArrayType(DataTypes.IntegerType, false));
  private static final int FIGURES = 3;

  private final ItemCatalogue catalogue;
  private final int places;
  private final boolean leaveOutBought;

  /**
   * @param places how many recommendations count
   * @param leaveOutBought whether products bought before the cut are left out
   */
  public RankingEvaluator(ItemCatalogue catalogue, int places, boolean leaveOutBought) {
    this.catalogue = catalogue;
    this.places = places;
    this.leaveOutBought = leaveOutBought;
  }

  /** What the rankings have brought, and how much there was to go by for each user. */
  public record Result(
      Map<String, RankedUsers> rankings, List<Long> users, List<Integer> interactions) {}

  /**
   * Evaluates several rankings at once.
   *
   * @param users user_id, country, items, bought, relevant
   */
  public Result evaluate(Dataset<Row> users, Map<String, ItemScorer> scorers) {
    List<String> names = List.copyOf(scorers.keySet());
    List<ItemScorer> ordered = new ArrayList<>(scorers.values());
    ItemCatalogue items = catalogue;
    int count = places;
    boolean leaveOut = leaveOutBought;
    MapPartitionsFunction<Row, Row> ranking =
        rows -> {
          List<Row> ranked = new ArrayList<>();
          float[] scores = new float[items.size()];
          while (rows.hasNext()) {
            Row row = rows.next();
            UserProfile user = UserProfile.of(row, items);
            int[] relevant =
                Arrays.stream(UserProfile.places(row, 4, items))
                    .filter(item -> !leaveOut || !user.hasBought(item))
                    .toArray();
            if (relevant.length > 0) {
              ranked.add(ranked(user, relevant, ordered, scores, count, leaveOut));
            }
          }
          return ranked.iterator();
        };
    List<Row> rows =
        users
            .select("user_id", "country", "items", "bought", "relevant")
            .mapPartitions(ranking, Encoders.row(RANKED))
            .orderBy("user_id")
            .collectAsList();
    Map<String, RankedUsers> results = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      results.put(names.get(i), gathered(names.get(i), i, rows));
    }
    return new Result(
        results,
        rows.stream().map(row -> row.getLong(0)).toList(),
        rows.stream().map(row -> row.getInt(1)).toList());
  }

  private static Row ranked(
      UserProfile user,
      int[] relevant,
      List<ItemScorer> scorers,
      float[] scores,
      int count,
      boolean leaveOut) {
    double[] metrics = new double[scorers.size() * FIGURES];
    int[] items = new int[scorers.size() * count];
    Arrays.fill(items, -1);
    for (int i = 0; i < scorers.size(); i++) {
      scorers.get(i).score(user, scores);
      int[] top = TopItems.of(scores, count, item -> leaveOut && user.hasBought(item));
      RankingMetrics result = RankingMetrics.of(top, relevant, count);
      metrics[FIGURES * i] = result.recall();
      metrics[FIGURES * i + 1] = result.ndcg();
      metrics[FIGURES * i + 2] = result.reciprocalRank();
      System.arraycopy(top, 0, items, count * i, top.length);
    }
    return RowFactory.create(user.user(), user.size(), metrics, items);
  }

  private RankedUsers gathered(String name, int scorer, List<Row> rows) {
    double[][] figures = new double[FIGURES][rows.size()];
    BitSet recommended = new BitSet();
    double[] percentile = percentiles();
    double bias = 0;
    int shown = 0;
    for (int i = 0; i < rows.size(); i++) {
      List<Double> metrics = rows.get(i).getList(2);
      List<Integer> items = rows.get(i).getList(3);
      for (int k = 0; k < FIGURES; k++) {
        figures[k][i] = metrics.get(FIGURES * scorer + k);
      }
      for (int item : items.subList(places * scorer, places * (scorer + 1))) {
        if (item >= 0) {
          recommended.set(item);
          bias += percentile[item];
          shown++;
        }
      }
    }
    return new RankedUsers(
        name,
        figures[0],
        figures[1],
        figures[2],
        (double) recommended.cardinality() / catalogue.size(),
        shown == 0 ? 0 : bias / shown);
  }

  private double[] percentiles() {
    Integer[] order = new Integer[catalogue.size()];
    Arrays.setAll(order, item -> item);
    Arrays.sort(
        order,
        (one, other) -> Double.compare(catalogue.popularity(one), catalogue.popularity(other)));
    double[] percentile = new double[order.length];
    for (int place = 0; place < order.length; place++) {
      percentile[order[place]] = (place + 0.5) / order.length;
    }
    return percentile;
  }
}

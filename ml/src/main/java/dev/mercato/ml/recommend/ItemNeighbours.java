package dev.mercato.ml.recommend;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.recommend.rank.ItemCatalogue;
import dev.mercato.ml.recommend.rank.NeighbourScorer;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Which products go with which, in Spark SQL: the sum over users of the products of two weights,
 * weighted by BM25 (Robertson and Zaragoza 2009) so that neither busy users nor popular products
 * drown the others. A row of the matrix is a product, a column a user.
 */
final class ItemNeighbours {
  private static final double K1 = 1.2;
  private static final double B = 0.2;

  private ItemNeighbours() {}

  /**
   * Finds the neighbours.
   *
   * @param interactions user_id, product_id, weight
   */
  static NeighbourScorer of(
      Dataset<Row> interactions, ItemCatalogue catalogue, RecommendSettings settings) {
    Dataset<Row> weighted = weighted(interactions, catalogue.size(), settings);
    Column[] left = {col("user_id"), col("product_id").as("one"), col("bm25").as("one_weight")};
    Column[] right = {col("user_id"), col("product_id").as("other"), col("bm25").as("weight")};
    Dataset<Row> similar =
        weighted
            .select(left)
            .join(weighted.select(right), "user_id")
            .where(col("one").notEqual(col("other")))
            .groupBy("one", "other")
            .agg(sum(col("one_weight").multiply(col("weight"))).cast("float").as("similarity"));
    Dataset<Row> nearest =
        similar
            .withColumn(
                "place",
                row_number()
                    .over(
                        Window.partitionBy("one").orderBy(col("similarity").desc(), col("other"))))
            .where(col("place").leq(settings.neighbours()))
            .groupBy("one")
            .agg(collect_list(struct("other", "similarity")).as("near"));
    return scorer(nearest.collectAsList(), catalogue);
  }

  private static Dataset<Row> weighted(
      Dataset<Row> interactions, int products, RecommendSettings settings) {
    Dataset<Row> strongest =
        interactions
            .withColumn(
                "place",
                row_number()
                    .over(
                        Window.partitionBy("user_id")
                            .orderBy(col("weight").desc(), col("product_id"))))
            .where(col("place").leq(settings.interactionsCompared()))
            .drop("place");
    Dataset<Row> lengths = strongest.groupBy("product_id").agg(sum("weight").as("length"));
    double mean = lengths.agg(sum("length").divide(count(lit(1)))).first().getDouble(0);
    Dataset<Row> users =
        strongest
            .groupBy("user_id")
            .agg(log(lit((double) products)).minus(log1p(count(lit(1)))).as("idf"));
    Column norm = lit(1 - B).plus(col("length").divide(mean).multiply(B));
    return strongest
        .join(broadcast(lengths), "product_id")
        .join(users, "user_id")
        .select(
            col("user_id"),
            col("product_id"),
            col("weight")
                .multiply(K1 + 1)
                .divide(norm.multiply(K1).plus(col("weight")))
                .multiply(col("idf"))
                .as("bm25"));
  }

  private static NeighbourScorer scorer(List<Row> rows, ItemCatalogue catalogue) {
    int[][] neighbours = new int[catalogue.size()][0];
    float[][] similarities = new float[catalogue.size()][0];
    for (Row row : rows) {
      int item = catalogue.item(row.getLong(0));
      List<Row> near = row.getList(1);
      neighbours[item] = near.stream().mapToInt(one -> catalogue.item(one.getLong(0))).toArray();
      similarities[item] = new float[near.size()];
      for (int i = 0; i < near.size(); i++) {
        similarities[item][i] = near.get(i).getFloat(1);
      }
    }
    return new NeighbourScorer(neighbours, similarities);
  }
}

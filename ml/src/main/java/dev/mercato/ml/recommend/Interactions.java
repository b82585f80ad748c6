package dev.mercato.ml.recommend;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.time.History;
import dev.mercato.ml.time.Outcome;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What users did with products, in one number for each pair. */
final class Interactions {
  private static final double DAY_MICROS = 86_400e6;

  private Interactions() {}

  /**
   * The weights of views, carts and purchases, each halved for every half-life of its age, added up
   * by user and product; of products on sale at the cut.
   *
   * @return user_id, product_id, weight
   */
  static Dataset<Row> of(History history, RecommendSettings settings) {
    RecommendSettings.Weights weights = settings.weights();
    Dataset<Row> purchases =
        history
            .transactions()
            .select(
                col("user_id"),
                col("product_id"),
                col("occurred_at"),
                lit(weights.purchase()).as("worth"));
    Dataset<Row> steps =
        history
            .clickstream()
            .select(
                col("user_id"),
                col("product_id"),
                col("occurred_at"),
                when(col("event_type").equalTo("product_view"), weights.view())
                    .when(col("event_type").equalTo("add_to_cart"), weights.cart())
                    .otherwise(0.0)
                    .as("worth"));
    Dataset<Row> all = history.hasClickstream() ? purchases.union(steps) : purchases;
    Column age =
        lit(history.cut().day().toEpochDay())
            .minus(unix_micros(col("occurred_at")).divide(DAY_MICROS));
    return all.where(
            col("user_id").isNotNull().and(col("product_id").isNotNull()).and(col("worth").gt(0)))
        .withColumn(
            "worth", col("worth").multiply(pow(lit(0.5), age.divide(weights.halfLifeDays()))))
        .groupBy("user_id", "product_id")
        .agg(sum("worth").cast("float").as("weight"))
        .join(history.products().select("product_id"), "product_id")
        .select("user_id", "product_id", "weight");
  }

  /**
   * Users with what they did.
   *
   * @param interactions user_id, product_id, weight
   * @return user_id, country, items (product_id and weight of each interaction), bought (products)
   */
  static Dataset<Row> byUser(History history, Dataset<Row> interactions) {
    Dataset<Row> items =
        interactions
            .groupBy("user_id")
            .agg(collect_list(struct("product_id", "weight")).as("items"));
    Dataset<Row> bought =
        history
            .transactions()
            .where(col("user_id").isNotNull())
            .groupBy("user_id")
            .agg(collect_set("product_id").as("bought"));
    return history
        .users()
        .select(col("user_id"), coalesce(col("country"), lit("")).as("country"))
        .join(items, new String[] {"user_id"}, "left")
        .join(bought, new String[] {"user_id"}, "left");
  }

  /** The products that each user bought in the days after the cut: user_id, relevant. */
  static Dataset<Row> relevant(History history, Outcome outcome) {
    return outcome
        .transactions()
        .where(col("user_id").isNotNull())
        .join(history.products().select("product_id"), "product_id")
        .groupBy("user_id")
        .agg(collect_set("product_id").as("relevant"));
  }
}

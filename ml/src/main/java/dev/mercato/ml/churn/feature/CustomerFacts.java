package dev.mercato.ml.churn.feature;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import dev.mercato.ml.time.History;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sums over a history, one row for each customer (a user with at least one order): what features
 * are made from.
 */
final class CustomerFacts {
  private static final double DAY_MICROS = 86_400e6;

  private CustomerFacts() {}

  /**
   * The facts. Times are days before the cut, with fractions.
   *
   * @param windows lengths in days of the windows before the cut in which orders and visits are
   *     counted, as columns {@code orders_W}, {@code visits_W} and so on
   */
  static Dataset<Row> of(History history, List<Integer> windows) {
    Dataset<Row> customers =
        orders(history, windows).join(users(history), "user_id").join(taste(history), "user_id");
    return history.hasClickstream()
        ? customers.join(visits(history, windows), new String[] {"user_id"}, "left").na().fill(0)
        : customers;
  }

  private static Dataset<Row> orders(History history, List<Integer> windows) {
    Dataset<Row> orders =
        history
            .transactions()
            .where(col("user_id").isNotNull())
            .groupBy("user_id", "order_id")
            .agg(
                max("occurred_at").as("at"),
                count(lit(1)).as("lines"),
                sum(col("amount").cast("double")).as("amount"),
                sum(col("discount").cast("double")).as("discount"),
                max(col("status").notEqual("completed").cast("int")).as("reversed"))
            .withColumn("age", daysBefore(history, col("at")));
    List<Column> sums = new ArrayList<>();
    sums.add(count(lit(1)).cast("double").as("orders"));
    sums.add(max("age").as("first_order_age"));
    sums.add(min("age").as("last_order_age"));
    sums.add(sum("lines").cast("double").as("lines"));
    sums.add(sum("amount").as("amount"));
    sums.add(sum("discount").as("discount"));
    sums.add(sum("reversed").cast("double").as("reversed"));
    for (int window : windows) {
      sums.add(count_if(col("age").leq(window)).cast("double").as("orders_" + window));
      sums.add(
          sum(when(col("age").leq(window), col("amount")).otherwise(0.0)).as("amount_" + window));
    }
    return aggregate(orders, sums);
  }

  private static Dataset<Row> taste(History history) {
    return history
        .transactions()
        .where(col("user_id").isNotNull())
        .join(history.products().select("product_id", "category"), "product_id")
        .groupBy("user_id")
        .agg(countDistinct("category").cast("double").as("categories"));
  }

  private static Dataset<Row> users(History history) {
    return history
        .users()
        .withColumn("signup_age", daysBefore(history, col("signup_at")))
        .withColumn(
            "years",
            lit(history.cut().day().toEpochDay())
                .minus(org.apache.spark.sql.functions.unix_date(col("birth_date")))
                .divide(365.25))
        .drop("signup_at", "birth_date");
  }

  private static Dataset<Row> visits(History history, List<Integer> windows) {
    Dataset<Row> visits =
        history.visits().withColumn("age", daysBefore(history, col("started_at")));
    List<Column> sums = new ArrayList<>();
    sums.add(count(lit(1)).cast("double").as("visits"));
    sums.add(max("age").as("first_visit_age"));
    sums.add(min("age").as("last_visit_age"));
    sums.add(count_if(col("purchases").gt(0)).cast("double").as("buying_visits"));
    sums.add(count_if(col("carts").gt(0)).cast("double").as("cart_visits"));
    sums.add(sum("removals").cast("double").as("removals"));
    sums.add(sum("searches").cast("double").as("searches"));
    sums.add(avg(col("mobile").cast("double")).as("mobile"));
    for (int window : windows) {
      Column recent = col("age").leq(window);
      sums.add(count_if(recent).cast("double").as("visits_" + window));
      sums.add(sum(when(recent, col("views")).otherwise(0)).cast("double").as("views_" + window));
      sums.add(count_if(recent.and(col("carts").gt(0))).cast("double").as("cart_visits_" + window));
    }
    return aggregate(visits, sums);
  }

  private static Dataset<Row> aggregate(Dataset<Row> rows, List<Column> sums) {
    return rows.groupBy("user_id")
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  private static Column daysBefore(History history, Column at) {
    return lit(history.cut().day().toEpochDay()).minus(unix_micros(at).divide(lit(DAY_MICROS)));
  }
}

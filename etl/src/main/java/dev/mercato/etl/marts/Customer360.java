package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Recency, frequency, monetary value and segment of each customer who ever ordered.
 *
 * <p>Scores are quintiles: 1 and one more for each of the 20th, 40th, 60th and 80th percentiles
 * that the customer lies above. So customers with equal values have equal scores, which cutting a
 * sorted list in five would not give, and the scores do not depend on how the data is partitioned.
 * Money is compared in whole units, so that the exact percentiles need only as much memory as there
 * are distinct whole amounts.
 */
final class Customer360 {
  private static final List<String> MEASURES =
      List.of("orders", "reversed_orders", "units", "revenue", "reversed", "margin");
  private static final int VIP_FROM = 13;
  private static final int REGULAR_FROM = 9;
  private static final int[] QUINTILES = {0, 1, 2, 3};

  private Customer360() {}

  /**
   * Computes the mart as a whole.
   *
   * @param customerMonths all of {@code customer_months}
   * @param users the customers as last known; one who is missing there has nulls
   * @param asOf the last loaded day
   * @return the rows of {@code customer_360}
   */
  static Dataset<Row> of(Dataset<Row> customerMonths, Dataset<Row> users, LocalDate asOf) {
    Dataset<Row> customers = customers(customerMonths, asOf);
    Dataset<Row> limits =
        customers.agg(
            quintiles("recency_days").as("recency_limits"),
            quintiles("frequency").as("frequency_limits"),
            quintiles("whole_value").as("value_limits"));
    Dataset<Row> known =
        users.select(
            col("user_id").as("known_user"),
            col("country"),
            col("channel"),
            col("loyalty_tier"),
            col("signup_at"));
    return customers
        .crossJoin(broadcast(limits))
        .withColumn("r_score", lit(6).minus(score("recency_days", "recency_limits")))
        .withColumn("f_score", score("frequency", "frequency_limits"))
        .withColumn("m_score", score("whole_value", "value_limits"))
        .withColumn("rfm_score", col("r_score").plus(col("f_score")).plus(col("m_score")))
        .join(known, col("user_id").equalTo(col("known_user")), "left")
        .select(columns(asOf));
  }

  private static Dataset<Row> customers(Dataset<Row> customerMonths, LocalDate asOf) {
    Dataset<Row> inCents =
        customerMonths.select(
            col("user_id"),
            col("orders"),
            col("reversed_orders"),
            col("units"),
            Money.cents(col("revenue")).as("revenue"),
            Money.cents(col("reversed_revenue")).as("reversed"),
            Money.cents(col("margin")).as("margin"),
            col("first_order_at"),
            col("last_order_at"),
            when(col("orders").gt(0), 1L).otherwise(0L).as("active_months"));
    return Sums.of(
            inCents.groupBy("user_id"),
            MEASURES,
            min("first_order_at").as("first_order_at"),
            max("last_order_at").as("last_order_at"),
            sum("active_months").as("active_months"))
        .where(col("orders").gt(0))
        .withColumn("frequency", col("orders").minus(col("reversed_orders")))
        .withColumn("value", col("revenue").minus(col("reversed")))
        .withColumn("whole_value", floor(col("value").divide(lit(100))))
        .withColumn("recency_days", date_diff(lit(asOf), UtcTime.day(col("last_order_at"))));
  }

  private static Column quintiles(String column) {
    return percentile(col(column), lit(new double[] {0.2, 0.4, 0.6, 0.8}));
  }

  private static Column score(String column, String limits) {
    Column score = lit(1);
    for (int limit : QUINTILES) {
      score = score.plus(when(col(column).gt(col(limits).getItem(limit)), 1).otherwise(0));
    }
    return score;
  }

  private static Column[] columns(LocalDate asOf) {
    Column averageCents = col("value").divide(col("frequency"));
    return new Column[] {
      col("user_id"),
      col("country"),
      col("channel"),
      col("loyalty_tier"),
      col("signup_at"),
      col("first_order_at"),
      col("last_order_at"),
      col("recency_days"),
      col("orders"),
      col("frequency"),
      col("units"),
      Money.total(col("revenue")).as("revenue"),
      Money.total(col("reversed")).as("reversed_revenue"),
      Money.total(col("value")).as("lifetime_value"),
      Money.total(col("margin")).as("margin"),
      when(col("frequency").gt(0), Money.total(floor(averageCents.plus(lit(0.5))).cast("bigint")))
          .as("average_order_value"),
      col("active_months"),
      col("r_score"),
      col("f_score"),
      col("m_score"),
      col("rfm_score"),
      when(col("frequency").leq(1), "One-time")
          .when(col("rfm_score").geq(VIP_FROM), "VIP")
          .when(col("rfm_score").geq(REGULAR_FROM), "Regular")
          .otherwise("Casual")
          .as("segment"),
      lit(asOf).as("as_of")
    };
  }
}

package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import dev.mercato.core.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Customers by the month of their first order, and how many of them order in the months after. An
 * order that is reversed later counts as placed: it was activity.
 */
final class CohortRetention {
  private CohortRetention() {}

  /**
   * Computes the mart as a whole.
   *
   * @param customerMonths all of {@code customer_months}, with their {@code event_month}
   * @return the rows of {@code cohort_retention}; a month in which nobody of the cohort ordered or
   *     returned anything has none
   */
  static Dataset<Row> of(Dataset<Row> customerMonths) {
    Dataset<Row> months =
        customerMonths.select(
            col("user_id"),
            to_date(concat(col(Table.EVENT_MONTH), lit("-01"))).as("month"),
            col("orders"),
            Money.cents(col("net_revenue")).as("net"));
    Column first = min(when(col("orders").gt(0), col("month")));
    Dataset<Row> byCohort =
        months
            .withColumn("cohort", first.over(Window.partitionBy("user_id")))
            .groupBy("cohort", "month")
            .agg(
                sum(when(col("orders").gt(0), 1L).otherwise(0L)).as("customers"),
                sum("orders").as("orders"),
                sum("net").as("net"));
    Column size =
        max(when(col("month").equalTo(col("cohort")), col("customers")))
            .over(Window.partitionBy("cohort"));
    return byCohort
        .where(col("cohort").isNotNull())
        .withColumn("cohort_size", size)
        .select(
            UtcTime.monthName(col("cohort")).as("cohort_month"),
            months_between(col("month"), col("cohort")).cast("int").as("months_since"),
            col("cohort_size"),
            col("customers"),
            col("customers").divide(col("cohort_size")).as("retention"),
            col("orders"),
            Money.total(col("net")).as("net_revenue"));
  }
}

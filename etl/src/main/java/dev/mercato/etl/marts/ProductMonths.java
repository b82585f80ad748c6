package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.mercato.core.table.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each product sold and was looked at in a month. Beside it stand the category and cost that
 * the month was computed with, which tells later what a change in the catalogue touches.
 */
final class ProductMonths {
  private static final List<String> MEASURES =
      List.of(
          "lines",
          "units",
          "gross",
          "discount",
          "refunded_units",
          "refunded",
          "cancelled_units",
          "cancelled",
          "margin");

  private ProductMonths() {}

  /**
   * Computes the mart, or the months of it that the datasets are of.
   *
   * @param entries see {@link Ledger}
   * @param events the events of the same months
   * @param products the catalogue
   * @return the rows of {@code product_months} with their {@code event_month}
   */
  static Dataset<Row> of(Dataset<Row> entries, Dataset<Row> events, Dataset<Row> products) {
    Dataset<Row> catalogue =
        products.select(col("product_id").as("listed"), col("category"), col("cost"));
    // A few rows a product and month: to hash them is less work than to sort both sides
    return sold(entries)
        .join(
            seen(events).hint("shuffle_hash"),
            scala.jdk.javaapi.CollectionConverters.asScala(List.of("product_id", "month")).toSeq(),
            "full_outer")
        .join(broadcast(catalogue), col("product_id").equalTo(col("listed")), "left")
        .select(
            col("product_id"),
            col("category"),
            col("cost"),
            count("lines").as("lines"),
            count("units").as("units"),
            Money.total(count("gross")).as("gross_revenue"),
            Money.total(count("discount")).as("discount"),
            count("refunded_units").as("refunded_units"),
            Money.total(count("refunded")).as("refunded_revenue"),
            count("cancelled_units").as("cancelled_units"),
            Money.total(count("cancelled")).as("cancelled_revenue"),
            Money.total(coalesce(Ledger.net(), lit(0L))).as("net_revenue"),
            Money.total(col("margin")).as("margin"),
            count("views").as("views"),
            count("carts").as("carts"),
            count("removals").as("removals"),
            col("first_sold_at"),
            col("last_sold_at"),
            UtcTime.monthName(col("month")).as(Table.EVENT_MONTH));
  }

  private static Dataset<Row> sold(Dataset<Row> entries) {
    return Sums.of(
        entries.groupBy(col("product_id"), UtcTime.monthOfDay(col("day")).as("month")),
        MEASURES,
        min(Table.EVENT_TIME).as("first_sold_at"),
        max(Table.EVENT_TIME).as("last_sold_at"));
  }

  private static Dataset<Row> seen(Dataset<Row> events) {
    return events
        .where(col("product_id").isNotNull())
        .groupBy(col("product_id"), UtcTime.month(col(Table.EVENT_TIME)).as("month"))
        .agg(
            count_if(col("event_type").equalTo("product_view")).as("views"),
            count_if(col("event_type").equalTo("add_to_cart")).as("carts"),
            count_if(col("event_type").equalTo("remove_from_cart")).as("removals"));
  }

  private static Column count(String column) {
    return coalesce(col(column), lit(0L));
  }
}

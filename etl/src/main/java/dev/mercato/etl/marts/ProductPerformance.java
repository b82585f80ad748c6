package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Each product of the catalogue, and each that was ever sold, to date. */
final class ProductPerformance {
  private static final List<String> COUNTS =
      List.of("lines", "units", "refunded_units", "cancelled_units", "views", "carts", "removals");
  private static final List<String> AMOUNTS =
      List.of("gross_revenue", "discount", "refunded_revenue", "cancelled_revenue", "net_revenue");

  private ProductPerformance() {}

  /**
   * Computes the mart as a whole.
   *
   * @param productMonths all of {@code product_months}
   * @param products the catalogue
   * @return the rows of {@code product_performance}
   */
  static Dataset<Row> of(Dataset<Row> productMonths, Dataset<Row> products) {
    Dataset<Row> toDate = toDate(productMonths);
    Dataset<Row> catalogue =
        products.select(col("product_id").as("listed"), col("name"), col("category"), col("brand"));
    return catalogue
        .join(toDate, col("listed").equalTo(col("product_id")), "full_outer")
        .select(
            coalesce(col("listed"), col("product_id")).as("product_id"),
            col("name"),
            coalesce(col("category"), lit(Ledger.UNKNOWN)).as("category"),
            col("brand"),
            count("lines"),
            count("units"),
            amount("gross_revenue"),
            amount("discount"),
            count("refunded_units"),
            amount("refunded_revenue"),
            count("cancelled_units"),
            amount("cancelled_revenue"),
            amount("net_revenue"),
            Money.total(col("margin")).as("margin"),
            count("views"),
            count("carts"),
            count("removals"),
            share("carts", "views").as("cart_rate"),
            share("lines", "views").as("conversion"),
            share("refunded_units", "units").as("refund_rate"),
            col("first_sold_at"),
            col("last_sold_at"));
  }

  private static Dataset<Row> toDate(Dataset<Row> productMonths) {
    Dataset<Row> inCents = productMonths.withColumn("margin", Money.cents(col("margin")));
    for (String amount : AMOUNTS) {
      inCents = inCents.withColumn(amount, Money.cents(col(amount)));
    }
    return Sums.of(
        inCents.groupBy("product_id"),
        java.util.stream.Stream.of(COUNTS, AMOUNTS, List.of("margin"))
            .flatMap(List::stream)
            .toList(),
        min("first_sold_at").as("first_sold_at"),
        max("last_sold_at").as("last_sold_at"));
  }

  private static Column count(String column) {
    return coalesce(col(column), lit(0L)).as(column);
  }

  private static Column amount(String column) {
    return Money.total(coalesce(col(column), lit(0L))).as(column);
  }

  private static Column share(String part, String whole) {
    return when(col(whole).gt(0), col(part).divide(col(whole)));
  }
}

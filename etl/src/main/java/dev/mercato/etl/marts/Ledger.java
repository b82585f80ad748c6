package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.mercato.core.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Order lines as entries booked by day: one on the day of the order, and for a line of an order
 * that was refunded, cancelled or failed another on the day when that happened.
 *
 * <p>An entry has the columns {@code day, order_id, user_id, product_id, category, occurred_at}
 * (null on reversals), {@code placed} (1 for a sale, 0 for a reversal), and measures that add up:
 * lines, units, and amounts in cents. A month's entries need the month's own orders and, of earlier
 * months, only those with a status_at in it.
 */
final class Ledger {
  static final String UNKNOWN = "unknown";

  private static final Column NONE = lit(0L);
  private static final Column ONE = lit(1L);

  private Ledger() {}

  /**
   * The entries of the days booked.
   *
   * @param ordered order lines, at least those ordered in the days booked
   * @param reversible order lines, at least those that may have been reversed in the days booked
   * @param products the catalogue; what it lacks has category {@value #UNKNOWN} and no cost
   */
  static Dataset<Row> entries(
      Dataset<Row> ordered, Dataset<Row> reversible, Dataset<Row> products, BookedDays booked) {
    Dataset<Row> sales =
        priced(ordered.where(booked.include(col(Table.EVENT_TIME))), products, Table.EVENT_TIME);
    Dataset<Row> reversals =
        priced(
            reversible.where(
                col("status").notEqual("completed").and(booked.include(col("status_at")))),
            products,
            "status_at");
    return sales(sales).unionByName(reversals(reversals));
  }

  /** What the shop keeps of the entries, in cents, from their sums. */
  static Column net() {
    return col("gross").minus(col("discount")).minus(col("refunded")).minus(col("cancelled"));
  }

  private static Dataset<Row> priced(
      Dataset<Row> transactions, Dataset<Row> products, String bookedAt) {
    Dataset<Row> lines =
        transactions.select(
            UtcTime.day(col(bookedAt)).as("day"),
            col("order_id"),
            col("user_id"),
            col("product_id"),
            col("quantity").cast("bigint").as("quantity"),
            Money.cents(col("discount")).as("discount"),
            Money.cents(col("amount")).as("amount"),
            col("status"),
            col(Table.EVENT_TIME));
    Dataset<Row> catalogue =
        products.select(
            col("product_id"), col("category"), Money.cents(col("cost")).as("unit_cost"));
    return lines
        .join(
            broadcast(catalogue),
            lines.col("product_id").equalTo(catalogue.col("product_id")),
            "left")
        .drop(catalogue.col("product_id"))
        .withColumn("category", coalesce(col("category"), lit(UNKNOWN)));
  }

  private static Dataset<Row> sales(Dataset<Row> lines) {
    return lines.select(
        col("day"),
        col("order_id"),
        col("user_id"),
        col("product_id"),
        col("category"),
        col(Table.EVENT_TIME),
        ONE.as("placed"),
        ONE.as("lines"),
        col("quantity").as("units"),
        col("amount").plus(col("discount")).as("gross"),
        col("discount"),
        NONE.as("refunded_lines"),
        NONE.as("refunded_units"),
        NONE.as("refunded"),
        NONE.as("cancelled_lines"),
        NONE.as("cancelled_units"),
        NONE.as("cancelled"),
        col("amount").minus(col("quantity").multiply(col("unit_cost"))).as("margin"));
  }

  private static Dataset<Row> reversals(Dataset<Row> lines) {
    Column refunded = col("status").equalTo("refunded");
    return lines.select(
        col("day"),
        col("order_id"),
        col("user_id"),
        col("product_id"),
        col("category"),
        lit(null).cast("timestamp").as(Table.EVENT_TIME),
        NONE.as("placed"),
        NONE.as("lines"),
        NONE.as("units"),
        NONE.as("gross"),
        NONE.as("discount"),
        when(refunded, ONE).otherwise(NONE).as("refunded_lines"),
        when(refunded, col("quantity")).otherwise(NONE).as("refunded_units"),
        when(refunded, col("amount")).otherwise(NONE).as("refunded"),
        when(refunded, NONE).otherwise(ONE).as("cancelled_lines"),
        when(refunded, NONE).otherwise(col("quantity")).as("cancelled_units"),
        when(refunded, NONE).otherwise(col("amount")).as("cancelled"),
        col("quantity").multiply(col("unit_cost")).minus(col("amount")).as("margin"));
  }
}

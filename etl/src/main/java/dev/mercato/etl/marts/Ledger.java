package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
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
 * (null on reversals), {@code placed} (1 for a sale, 0 for a reversal), {@code closed} (1 for the
 * reversal after which nothing of its order stands), and measures that add up: lines, units, and
 * amounts in cents. A month's entries need the month's own orders and, of earlier months, those
 * with a status_at in it, all lines of them. The entries of an order stand together.
 */
final class Ledger {
  static final String UNKNOWN = "unknown";

  private static final String CLOSED_ORDER = "closed_order";
  private static final String CLOSED_AT = "closed_at";
  private static final Column NONE = lit(0L);
  private static final Column ONE = lit(1L);

  private Ledger() {}

  /**
   * The entries of the days booked.
   *
   * @param lines order lines, at least those ordered in the days booked, and all of each order of
   *     which a line was reversed in them
   * @param products the catalogue; what it lacks has category {@value #UNKNOWN} and no cost
   */
  static Dataset<Row> entries(Dataset<Row> lines, Dataset<Row> products, BookedDays booked) {
    Column ordered = booked.include(col(Table.EVENT_TIME));
    Column reversed = col("status").notEqual("completed").and(booked.include(col("status_at")));
    Dataset<Row> entries = booked(lines.where(ordered.or(reversed)), ordered, reversed);
    Dataset<Row> closed = closedOrders(lines, booked);
    return priced(
            entries.join(closed, col("order_id").equalTo(closed.col(CLOSED_ORDER)), "left"),
            products)
        .select(columns());
  }

  /**
   * The orders of which nothing stands, and when the last line of each was reversed. They are the
   * lesser part, so the entries are looked up in a hash table of them and need not be sorted.
   */
  private static Dataset<Row> closedOrders(Dataset<Row> lines, BookedDays booked) {
    Column reversed = col("status").notEqual("completed").and(booked.know(col("status_at")));
    return lines
        .groupBy(col("order_id").as(CLOSED_ORDER))
        .agg(
            count(lit(1)).as("lines"),
            count_if(reversed).as("reversed"),
            max("status_at").as(CLOSED_AT))
        .where(col("lines").equalTo(col("reversed")))
        .select(CLOSED_ORDER, CLOSED_AT)
        .hint("shuffle_hash");
  }

  /** What the shop keeps of the entries, in cents, from their sums. */
  static Column net() {
    return col("gross").minus(col("discount")).minus(col("refunded")).minus(col("cancelled"));
  }

  /** A row for each entry of a line; {@code back} tells the reversals. */
  private static Dataset<Row> booked(Dataset<Row> lines, Column ordered, Column reversed) {
    Column entries =
        when(ordered.and(reversed), array(lit(false), lit(true)))
            .when(ordered, array(lit(false)))
            .otherwise(array(lit(true)));
    return lines.select(
        explode(entries).as("back"),
        col("order_id"),
        col("user_id"),
        col("product_id"),
        col("quantity").cast("bigint").as("units"),
        Money.cents(col("discount")).as("discount"),
        Money.cents(col("amount")).as("amount"),
        col("status").equalTo("refunded").as("refund"),
        col("status_at"),
        col(Table.EVENT_TIME));
  }

  private static Dataset<Row> priced(Dataset<Row> entries, Dataset<Row> products) {
    Dataset<Row> catalogue =
        products.select(
            col("product_id").as("listed"),
            col("category"),
            Money.cents(col("cost")).as("unit_cost"));
    return entries.join(
        broadcast(catalogue), col("product_id").equalTo(catalogue.col("listed")), "left");
  }

  private static Column[] columns() {
    Column sale = not(col("back"));
    Column refund = col("back").and(col("refund"));
    Column cancellation = col("back").and(not(col("refund")));
    Column margin = col("amount").minus(col("units").multiply(col("unit_cost")));
    return new Column[] {
      UtcTime.day(when(sale, col(Table.EVENT_TIME)).otherwise(col("status_at"))).as("day"),
      col("order_id"),
      col("user_id"),
      col("product_id"),
      coalesce(col("category"), lit(UNKNOWN)).as("category"),
      when(sale, col(Table.EVENT_TIME)).as(Table.EVENT_TIME),
      of(sale, ONE).as("placed"),
      of(col("back").and(col("status_at").equalTo(col(CLOSED_AT))), ONE).as("closed"),
      of(sale, ONE).as("lines"),
      of(sale, col("units")).as("units"),
      of(sale, col("amount").plus(col("discount"))).as("gross"),
      of(sale, col("discount")).as("discount"),
      of(refund, ONE).as("refunded_lines"),
      of(refund, col("units")).as("refunded_units"),
      of(refund, col("amount")).as("refunded"),
      of(cancellation, ONE).as("cancelled_lines"),
      of(cancellation, col("units")).as("cancelled_units"),
      of(cancellation, col("amount")).as("cancelled"),
      when(sale, margin).otherwise(margin.multiply(lit(-1))).as("margin")
    };
  }

  private static Column of(Column kind, Column measure) {
    return when(kind, measure).otherwise(NONE);
  }
}

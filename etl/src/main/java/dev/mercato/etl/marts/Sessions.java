package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;

import dev.mercato.core.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row a visit. */
final class Sessions {
  private static final long MICROS_A_SECOND = 1_000_000;

  private Sessions() {}

  /**
   * Computes the mart, or the months of it that the datasets are of.
   *
   * @param events the events of whole months
   * @return the rows of {@code sessions} with their {@code event_month}
   */
  static Dataset<Row> of(Dataset<Row> events) {
    Dataset<Row> sessions =
        events
            .groupBy(col("session_id"), UtcTime.month(col(Table.EVENT_TIME)).as("month"))
            .agg(
                max("user_id").as("user_id"),
                min(Table.EVENT_TIME).as("started_at"),
                max(Table.EVENT_TIME).as("ended_at"),
                count(lit(1)).as("events"),
                steps("search").as("searches"),
                steps("product_view").as("views"),
                steps("add_to_cart").as("carts"),
                steps("remove_from_cart").as("removals"),
                steps("checkout").as("checkouts"),
                steps("purchase").as("purchases"),
                min("order_id").as("order_id"),
                min(VisitOrigin.entry()).as("entry"));
    Dataset<Row> origins = VisitOrigin.codes(events);
    return sessions
        .join(
            broadcast(origins), VisitOrigin.code(col("entry")).equalTo(origins.col("code")), "left")
        .select(
            col("session_id"),
            col("user_id"),
            col("started_at"),
            col("ended_at"),
            unix_micros(col("ended_at"))
                .minus(unix_micros(col("started_at")))
                .divide(lit(MICROS_A_SECOND))
                .cast("bigint")
                .as("duration_seconds"),
            col("events").cast("int").as("events"),
            col("searches").cast("int").as("searches"),
            col("views").cast("int").as("views"),
            col("carts").cast("int").as("carts"),
            col("removals").cast("int").as("removals"),
            col("checkouts").gt(0).as("checked_out"),
            col("purchases").gt(0).as("purchased"),
            col("order_id"),
            col("device"),
            col("referrer"),
            UtcTime.monthName(col("month")).as(Table.EVENT_MONTH));
  }

  private static Column steps(String type) {
    return count_if(col("event_type").equalTo(type));
  }
}

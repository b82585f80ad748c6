package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.mercato.core.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How far the visits of each day went. A step counts as reached whether or not those before were.
 */
final class FunnelDaily {
  private FunnelDaily() {}

  /**
   * Computes the mart, or the months of it that the datasets are of.
   *
   * @param sessions see {@link Sessions}
   * @return the rows of {@code funnel_daily} with their {@code event_month}
   */
  static Dataset<Row> of(Dataset<Row> sessions) {
    return sessions
        .groupBy(
            UtcTime.day(col("started_at")).as("day"),
            coalesce(col("device"), lit(Ledger.UNKNOWN)).as("device"))
        .agg(
            count(lit(1)).as("sessions"),
            count_if(col("views").gt(0)).as("viewed"),
            count_if(col("carts").gt(0)).as("carted"),
            count_if(col("checked_out")).as("checked_out"),
            count_if(col("purchased")).as("purchased"))
        .select(
            col("day"),
            col("device"),
            col("sessions"),
            col("viewed"),
            col("carted"),
            col("checked_out"),
            col("purchased"),
            share("viewed", "sessions").as("view_rate"),
            share("carted", "viewed").as("cart_rate"),
            share("checked_out", "carted").as("checkout_rate"),
            share("purchased", "checked_out").as("purchase_rate"),
            share("purchased", "sessions").as("conversion"),
            UtcTime.monthName(col("day")).as(Table.EVENT_MONTH));
  }

  private static Column share(String part, String whole) {
    return when(col(whole).gt(0), col(part).divide(col(whole)));
  }
}

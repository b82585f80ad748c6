package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import dev.mercato.core.table.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each customer ordered and returned in a month. All that is told of customers stands on it,
 * so that a new day costs its month and not the history.
 */
final class CustomerMonths {
  private static final List<String> MEASURES = List.of("units", "paid", "reversed", "margin");

  private CustomerMonths() {}

  /**
   * Computes the mart, or the months of it that the datasets are of.
   *
   * @param entries see {@link Ledger}
   * @return the rows of {@code customer_months} with their {@code event_month}
   */
  static Dataset<Row> of(Dataset<Row> entries) {
    Dataset<Row> ofCustomers =
        entries
            .where(col("user_id").isNotNull())
            .select(
                col("user_id"),
                UtcTime.monthOfDay(col("day")).as("month"),
                col("order_id"),
                col("placed"),
                col("closed"),
                col("units"),
                col("gross").minus(col("discount")).as("paid"),
                col("refunded").plus(col("cancelled")).as("reversed"),
                col("margin"),
                col(Table.EVENT_TIME));
    Dataset<Row> orders =
        Sums.of(
            ofCustomers.groupBy("user_id", "month", "order_id"),
            MEASURES,
            max("placed").as("orders"),
            max("closed").as("reversed_orders"),
            min(Table.EVENT_TIME).as("first_order_at"),
            max(Table.EVENT_TIME).as("last_order_at"));
    return Sums.of(
            orders.groupBy("user_id", "month"),
            MEASURES,
            sum("orders").as("orders"),
            sum("reversed_orders").as("reversed_orders"),
            min("first_order_at").as("first_order_at"),
            max("last_order_at").as("last_order_at"))
        .select(
            col("user_id"),
            col("orders"),
            col("units"),
            Money.total(col("paid")).as("revenue"),
            col("reversed_orders"),
            Money.total(col("reversed")).as("reversed_revenue"),
            Money.total(col("paid").minus(col("reversed"))).as("net_revenue"),
            Money.total(col("margin")).as("margin"),
            col("first_order_at"),
            col("last_order_at"),
            UtcTime.monthName(col("month")).as(Table.EVENT_MONTH));
  }
}

package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import dev.mercato.core.table.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sales by day and category. */
final class DailySales {
  private static final List<String> MEASURES =
      List.of(
          "lines",
          "units",
          "gross",
          "discount",
          "refunded_lines",
          "refunded_units",
          "refunded",
          "cancelled_lines",
          "cancelled_units",
          "cancelled");

  private DailySales() {}

  /**
   * Computes the mart, or the months of it that the datasets are of.
   *
   * @param entries see {@link Ledger}
   * @return the rows of {@code daily_sales} with their {@code event_month}
   */
  static Dataset<Row> of(Dataset<Row> entries) {
    // An order counts once in a category whatever its lines, so lines are gathered by order first.
    Dataset<Row> orders =
        Sums.of(
            entries.groupBy("day", "category", "order_id"), MEASURES, max("placed").as("orders"));
    return Sums.of(orders.groupBy("day", "category"), MEASURES, sum("orders").as("orders"))
        .select(
            col("day"),
            col("category"),
            col("orders"),
            col("lines"),
            col("units"),
            Money.total(col("gross")).as("gross_revenue"),
            Money.total(col("discount")).as("discount"),
            col("refunded_lines"),
            col("refunded_units"),
            Money.total(col("refunded")).as("refunded_revenue"),
            col("cancelled_lines"),
            col("cancelled_units"),
            Money.total(col("cancelled")).as("cancelled_revenue"),
            Money.total(Ledger.net()).as("net_revenue"),
            UtcTime.monthName(col("day")).as(Table.EVENT_MONTH));
  }
}

package dev.mercato.ml.time;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import java.time.LocalDate;
import java.time.YearMonth;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The tables as they could be known at a cut: nothing that happened on it or later. Only {@link
 * ShopTimeline} makes one, so that what is given one cannot look ahead.
 */
public final class History {
  private static final String COMPLETED = "completed";

  private final LoadedTables tables;
  private final Cut cut;

  History(LoadedTables tables, Cut cut) {
    this.tables = tables;
    this.cut = cut;
  }

  public Cut cut() {
    return cut;
  }

  /** The first day with loaded orders. */
  public LocalDate firstDay() {
    return tables.firstDay();
  }

  /** Whether any event was loaded; if not, what is made from events is absent, not zero. */
  public boolean hasClickstream() {
    return tables.hasClickstream();
  }

  /** Users who had signed up, without what only names them. */
  public Dataset<Row> users() {
    return tables
        .read(ShopTables.USERS)
        .where(col("signup_at").isNull().or(col("signup_at").lt(lit(cut.at()))))
        .drop("name", "email");
  }

  /** Products that had been launched, or whose launch nobody wrote down. */
  public Dataset<Row> products() {
    return tables
        .read(ShopTables.PRODUCTS)
        .where(col("launched_on").isNull().or(col("launched_on").lt(lit(cut.day()))));
  }

  /**
   * Order lines placed. A status counts from its {@code status_at} on: one that came later was not
   * known, and such an order counts as completed, without a {@code status_at}.
   */
  public Dataset<Row> transactions() {
    org.apache.spark.sql.Column known =
        col("status_at").isNull().or(col("status_at").lt(lit(cut.at())));
    return facts(ShopTables.TRANSACTIONS)
        .withColumn("status", when(known, col("status")).otherwise(COMPLETED))
        .withColumn(
            "status_at",
            when(known, col("status_at")).otherwise(lit(null).cast(DataTypes.TimestampType)));
  }

  /** Events. */
  public Dataset<Row> clickstream() {
    return facts(ShopTables.CLICKSTREAM);
  }

  /**
   * One row for each day of each visit of a known user: user_id, session_id, day (since
   * 1970-01-01), started_at, searches, views, carts, removals, purchases, mobile.
   */
  public Dataset<Row> visits() {
    return tables.visits().where(col("started_at").lt(lit(cut.at())));
  }

  private Dataset<Row> facts(Table table) {
    return tables
        .read(table)
        .where(col(Table.EVENT_MONTH).leq(YearMonth.from(cut.day()).toString()))
        .where(col(Table.EVENT_TIME).lt(lit(cut.at())))
        .drop(Table.EVENT_MONTH, Table.LOAD_ID);
  }
}

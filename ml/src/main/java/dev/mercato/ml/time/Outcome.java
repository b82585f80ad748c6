package dev.mercato.ml.time;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import java.time.YearMonth;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What came after a cut, for some days: labels are made from it, and nothing else. Only {@link
 * ShopTimeline} makes one, and only where all of its days are loaded.
 */
public final class Outcome {
  private final LoadedTables tables;
  private final Cut cut;
  private final int horizonDays;

  Outcome(LoadedTables tables, Cut cut, int horizonDays) {
    this.tables = tables;
    this.cut = cut;
    this.horizonDays = horizonDays;
  }

  public Cut cut() {
    return cut;
  }

  /** How many days it covers, the cut's own the first. */
  public int horizonDays() {
    return horizonDays;
  }

  /** The order lines placed in these days, whatever became of them. */
  public Dataset<Row> transactions() {
    Cut end = cut.plusDays(horizonDays);
    return tables
        .read(ShopTables.TRANSACTIONS)
        .where(
            col(Table.EVENT_MONTH)
                .between(
                    YearMonth.from(cut.day()).toString(), YearMonth.from(end.day()).toString()))
        .where(col(Table.EVENT_TIME).geq(lit(cut.at())))
        .where(col(Table.EVENT_TIME).lt(lit(end.at())))
        .drop(Table.EVENT_MONTH, Table.LOAD_ID);
  }
}

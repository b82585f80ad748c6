package dev.mercato.core.contract;

import static org.apache.spark.sql.functions.broadcast;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The check that a column's values are keys of another table. Keys that fill their range without a
 * gap, as those of a whole simulated shop do, are checked by the range; others by a join.
 */
public final class References {
  /** Up to here keys are sent to every task, some 40 bytes each. */
  private static final long MOST_SENT = 4_000_000;

  private final String column;
  private final KnownKeys known;
  private final Check check;

  /**
   * @param column the column that refers
   * @param target what it refers to, as {@code table.column}
   */
  public References(String column, String target, KnownKeys known) {
    this.column = column;
    this.known = known;
    String isKnown =
        known
            .range()
            .map(range -> "`%s` BETWEEN %d AND %d".formatted(column, range.first(), range.last()))
            .orElse("`%s` IS NOT NULL".formatted(marker()));
    this.check =
        new Check(
            "%s in %s".formatted(column, target),
            "`%s` IS NULL OR %s".formatted(column, isKnown),
            Contract.text(column));
  }

  public Check check() {
    return check;
  }

  /** The rows with what the check looks at beside them. */
  public Dataset<Row> beside(Dataset<Row> rows) {
    if (known.range().isPresent()) {
      return rows;
    }
    Dataset<Row> keys = known.keys().toDF(marker());
    return rows.join(
        known.size() <= MOST_SENT ? broadcast(keys) : keys,
        rows.col(column).equalTo(keys.col(marker())),
        "left_outer");
  }

  private String marker() {
    return "__known_" + column;
  }
}

package dev.mercato.etl.load;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The check that a column's values are keys of another table. Keys that fill their range without a
 * gap, as those of a whole simulated shop do, are checked by the range; others by a join.
 */
final class References {
  /** Up to here keys are sent to every task, some 40 bytes each. */
  private static final long MOST_SENT = 4_000_000;

  private final String column;
  private final Dataset<Row> keys;
  private final long count;
  private final Check check;
  private final boolean joined;

  /**
   * @param column the column that refers
   * @param target what it refers to, as {@code table.column}
   * @param keys one column of distinct keys, none of them null
   */
  References(String column, String target, Dataset<Row> keys) {
    this.column = column;
    String key = keys.columns()[0];
    Row range = keys.agg(count(lit(1)), min(col(key)), max(col(key))).head();
    this.count = range.getLong(0);
    this.joined = count == 0 || range.getLong(2) - range.getLong(1) + 1 != count;
    this.keys = keys.select(col(key).as(marker()));
    String known =
        joined
            ? "`%s` IS NOT NULL".formatted(marker())
            : "`%s` BETWEEN %d AND %d".formatted(column, range.getLong(1), range.getLong(2));
    this.check =
        new Check(
            "%s in %s".formatted(column, target),
            "`%s` IS NULL OR %s".formatted(column, known),
            Contract.text(column));
  }

  Check check() {
    return check;
  }

  /** The rows with what the check looks at beside them. */
  Dataset<Row> beside(Dataset<Row> rows) {
    if (!joined) {
      return rows;
    }
    return rows.join(
        count <= MOST_SENT ? broadcast(keys) : keys,
        rows.col(column).equalTo(keys.col(marker())),
        "left_outer");
  }

  private String marker() {
    return "__known_" + column;
  }
}

package dev.mercato.etl.load;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import dev.mercato.core.table.ColumnType;
import dev.mercato.core.table.Table;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Finds rows of a load whose key another row of it has. */
final class RepeatedKeys {
  /** 32 MB; they are sorted in memory. */
  private static final long NUMBERS_PER_BUCKET = 4_000_000;

  private static final String ROWS = "__rows";
  private static final String RANK = "__rank";

  private final Table table;
  private final Column[] key;

  RepeatedKeys(Table table) {
    this.table = table;
    this.key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
  }

  /**
   * The keys that come more than once, if any do. Reads the key columns only.
   *
   * @param count how many rows there are
   */
  Optional<Dataset<Row>> among(Dataset<Row> rows, long count) {
    Dataset<Row> repeated = isOneNumber() ? byNumber(rows, count) : byValue(rows);
    return repeated.isEmpty() ? Optional.empty() : Optional.of(repeated);
  }

  private boolean isOneNumber() {
    return key.length == 1
        && table.column(table.key().get(0)).orElseThrow().type() == ColumnType.BIGINT;
  }

  private Dataset<Row> byNumber(Dataset<Row> rows, long count) {
    int buckets = (int) (1 + count / NUMBERS_PER_BUCKET);
    int cores = rows.sparkSession().sparkContext().defaultParallelism();
    return SortedKeys.repeated(rows.select(key), Math.max(buckets, cores)).toDF(table.key().get(0));
  }

  private Dataset<Row> byValue(Dataset<Row> rows) {
    return rows.groupBy(key)
        .agg(count(lit(1)).as(ROWS))
        .filter(col(ROWS).gt(1))
        .drop(ROWS)
        .na()
        .drop();
  }

  /**
   * The rows to leave out: of the good rows of a key all but the first by file and place.
   *
   * @param good rows that pass every other check, with {@link CheckedRows#SOURCE} and {@link
   *     CheckedRows#PLACE}
   * @param keys as {@link #among} found them
   */
  Dataset<Row> later(Dataset<Row> good, Dataset<Row> keys) {
    Column[] wanted = new Column[key.length + 2];
    System.arraycopy(key, 0, wanted, 0, key.length);
    wanted[key.length] = col(CheckedRows.SOURCE);
    wanted[key.length + 1] = col(CheckedRows.PLACE);
    Dataset<Row> candidates = good.select(wanted);
    Column sameKey =
        table.key().stream()
            .map(name -> candidates.col(name).equalTo(keys.col(name)))
            .reduce(Column::and)
            .orElseThrow();
    return candidates
        .join(keys, sameKey, "left_semi")
        .withColumn(
            RANK,
            row_number()
                .over(
                    Window.partitionBy(key)
                        .orderBy(col(CheckedRows.SOURCE), col(CheckedRows.PLACE))))
        .filter(col(RANK).gt(1))
        .select(
            col(CheckedRows.SOURCE).as(RowChecks.LATER_SOURCE),
            col(CheckedRows.PLACE).as(RowChecks.LATER_PLACE));
  }
}

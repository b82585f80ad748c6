package dev.mercato.etl.report.section;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;

import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of the rows that were read.
 *
 * @param tables all loads of each table together
 * @param latest the last loads, one by one
 * @param reasons why rows were rejected, the most frequent first
 */
record LoadQuality(List<Rows> tables, List<Load> latest, List<Reason> reasons) {
  private static final int MOST_LOADS = 20;
  private static final int MOST_REASONS = 20;

  /** Rows read and what became of them. */
  record Rows(String table, long loads, long read, long kept, long rejected, long duplicates) {
    /** Whether each row read is accounted for. */
    boolean addUp() {
      return read == kept + rejected + duplicates;
    }
  }

  /** One load. */
  record Load(String id, String committedAt, Rows rows) {}

  /** Why rows were rejected, and the first of them in the order of the text. */
  record Reason(String table, String check, long rows, String example) {}

  LoadQuality {
    tables = List.copyOf(tables);
    latest = List.copyOf(latest);
    reasons = List.copyOf(reasons);
  }

  /** What {@code loads} and {@code rejects} hold, if anything. */
  static Optional<LoadQuality> of(ShopData data) {
    Dataset<Row> loads = data.rows(ShopTables.LOADS);
    List<Rows> tables =
        loads
            .groupBy("table_name")
            .agg(
                count(lit(1)),
                sum("rows_read"),
                sum("rows_kept"),
                sum("rows_rejected"),
                sum("rows_duplicate"))
            .orderBy("table_name")
            .collectAsList()
            .stream()
            .map(
                row ->
                    new Rows(
                        row.getString(0),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)))
            .toList();
    return tables.isEmpty()
        ? Optional.empty()
        : Optional.of(new LoadQuality(tables, latest(loads), reasons(data)));
  }

  private static List<Load> latest(Dataset<Row> loads) {
    return loads
        .orderBy(col("committed_at").desc(), col("table_name"), col("load_id"))
        .limit(MOST_LOADS)
        .select(
            col("load_id"),
            date_format(col("committed_at"), "yyyy-MM-dd HH:mm"),
            col("table_name"),
            col("rows_read"),
            col("rows_kept"),
            col("rows_rejected"),
            col("rows_duplicate"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Load(
                    row.getString(0),
                    row.getString(1),
                    new Rows(
                        row.getString(2),
                        1,
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6))))
        .toList();
  }

  /** A reason is the name of a check and the value that failed it; the names are few. */
  private static List<Reason> reasons(ShopData data) {
    return data
        .rows(ShopTables.REJECTS)
        .groupBy(col(Table.TABLE_NAME), substring_index(col("reason"), ": ", 1).as("check"))
        .agg(count(lit(1)).as("rows"), min("reason"))
        .orderBy(col("rows").desc(), col(Table.TABLE_NAME), col("check"))
        .limit(MOST_REASONS)
        .collectAsList()
        .stream()
        .map(
            row -> new Reason(row.getString(0), row.getString(1), row.getLong(2), row.getString(3)))
        .toList();
  }

  /** Loads in all. */
  long loads() {
    return tables.stream().mapToLong(Rows::loads).sum();
  }

  long read() {
    return tables.stream().mapToLong(Rows::read).sum();
  }

  long rejected() {
    return tables.stream().mapToLong(Rows::rejected).sum();
  }

  boolean addsUp() {
    return tables.stream().allMatch(Rows::addUp);
  }
}

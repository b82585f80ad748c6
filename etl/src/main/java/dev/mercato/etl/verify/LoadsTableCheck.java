package dev.mercato.etl.verify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import dev.mercato.core.warehouse.LoadRecord;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares the table of loads with what the loaded tables' parameters say. */
final class LoadsTableCheck {
  private LoadsTableCheck() {}

  /**
   * Makes the check.
   *
   * @param table the table of loads as readers see it
   */
  static void check(CheckLog log, List<LoadRecord> loads, Dataset<Row> table) {
    Set<String> said = loads.stream().map(LoadsTableCheck::text).collect(Collectors.toSet());
    List<String> found = rows(table);
    Set<String> different = new TreeSet<>(said);
    different.removeAll(found);
    found.stream().filter(row -> !said.contains(row)).forEach(different::add);
    if (different.isEmpty() && found.size() == said.size()) {
      log.passed(CheckName.LOADS, "loads", "%d loads".formatted(found.size()));
    } else {
      log.failed(
          CheckName.LOADS,
          "loads",
          "it has %d rows for %d loads, and these differ: %s"
              .formatted(found.size(), said.size(), String.join("; ", different)));
    }
  }

  private static List<String> rows(Dataset<Row> table) {
    return table
        .select(
            col("table_name"),
            col("load_id"),
            col("source"),
            col("from_date").cast("string"),
            col("to_date").cast("string"),
            col("rows_read"),
            col("rows_kept"),
            col("rows_rejected"),
            col("rows_duplicate"),
            col("rows_replaced"),
            col("offsets"),
            unix_micros(col("committed_at")))
        .collectAsList()
        .stream()
        .map(
            row ->
                text(
                    java.util.stream.IntStream.range(0, row.length()).mapToObj(row::get).toArray()))
        .toList();
  }

  private static String text(LoadRecord load) {
    return text(
        load.table(),
        load.loadId(),
        load.source(),
        load.from().map(LocalDate::toString).orElse(null),
        load.to().map(LocalDate::toString).orElse(null),
        load.read(),
        load.kept(),
        load.rejected(),
        load.duplicates(),
        load.replaced(),
        load.offsets().orElse(null),
        ChronoUnit.MICROS.between(java.time.Instant.EPOCH, load.committedAt()));
  }

  private static String text(Object... values) {
    return Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(" "));
  }
}

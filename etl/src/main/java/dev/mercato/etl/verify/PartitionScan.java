package dev.mercato.etl.verify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;

import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.MonthStats;
import dev.mercato.core.warehouse.RowChecksum;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What readers see in one partition of a fact table, told by its rows alone.
 *
 * @param firstAt the earliest event
 * @param lastAt the latest event
 * @param lastStatusAt the latest status, where the table has that column
 */
record PartitionScan(
    long rows,
    Optional<Instant> firstAt,
    Optional<Instant> lastAt,
    Optional<Instant> lastStatusAt,
    long checksum) {

  /** A partition of which readers see no row. */
  static final PartitionScan NOTHING =
      new PartitionScan(0, Optional.empty(), Optional.empty(), Optional.empty(), 0);

  /**
   * A partition's name.
   *
   * @param month as the partition column says, which need not be a month
   */
  record Key(String month, String loadId) {}

  /** Reads all partitions in one scan. */
  static Map<Key, PartitionScan> of(Table table, Dataset<Row> rows) {
    Column lastStatus =
        table.column(MonthStats.STATUS_TIME).isPresent()
            ? unix_micros(max(col(MonthStats.STATUS_TIME)))
            : lit(null).cast("bigint");
    Map<Key, PartitionScan> scans = new HashMap<>();
    rows.groupBy(Table.EVENT_MONTH, Table.LOAD_ID)
        .agg(
            count(lit(1)),
            unix_micros(min(col(Table.EVENT_TIME))),
            unix_micros(max(col(Table.EVENT_TIME))),
            lastStatus,
            RowChecksum.of(table))
        .collectAsList()
        .forEach(
            row ->
                scans.put(
                    new Key(row.getString(0), row.getString(1)),
                    new PartitionScan(
                        row.getLong(2),
                        instant(row, 3),
                        instant(row, 4),
                        instant(row, 5),
                        row.getLong(6))));
    return scans;
  }

  /** Whether all events are of that month in UTC. */
  boolean isOf(YearMonth month) {
    return Stream.concat(firstAt.stream(), lastAt.stream())
        .allMatch(time -> YearMonth.from(time.atZone(ZoneOffset.UTC)).equals(month));
  }

  /** The times as one text, for comparison and for people. */
  String times() {
    return times(firstAt, lastAt, lastStatusAt);
  }

  /** The times that parameters tell, as {@link #times()} has them. */
  static String times(MonthStats stats) {
    return times(stats.firstAt(), stats.lastAt(), stats.lastStatusAt());
  }

  private static String times(
      Optional<Instant> first, Optional<Instant> last, Optional<Instant> lastStatus) {
    return first.isEmpty()
        ? "never"
        : first.get()
            + " to "
            + last.map(Instant::toString).orElse("?")
            + lastStatus.map(at -> ", the last status of " + at).orElse("");
  }

  private static Optional<Instant> instant(Row row, int column) {
    return row.isNullAt(column)
        ? Optional.empty()
        : Optional.of(Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS));
  }
}

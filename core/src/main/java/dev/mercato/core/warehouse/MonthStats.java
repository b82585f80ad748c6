package dev.mercato.core.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;

import dev.mercato.core.table.Table;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * What a fact table's rows of one month come to.
 *
 * @param firstAt the earliest occurred_at
 * @param lastAt the latest occurred_at
 * @param lastStatusAt the latest status_at, where the table has that column
 * @param checksum see {@link RowChecksum}
 */
public record MonthStats(
    YearMonth month,
    long rows,
    Optional<Instant> firstAt,
    Optional<Instant> lastAt,
    Optional<Instant> lastStatusAt,
    long checksum) {

  /** The column, besides occurred_at, whose latest value tells when a month has settled. */
  public static final String STATUS_TIME = "status_at";

  public MonthStats {
    if (firstAt.isPresent() != rows > 0 || lastAt.isPresent() != rows > 0) {
      throw new IllegalArgumentException("A month with rows, and only that, has times: " + month);
    }
    Stream.concat(firstAt.stream(), lastAt.stream())
        .filter(time -> !YearMonth.from(time.atZone(ZoneOffset.UTC)).equals(month))
        .forEach(
            time -> {
              throw new IllegalArgumentException(
                  "The event of %s is not of the month %s in UTC".formatted(time, month));
            });
  }

  /** A month of a load's range without a row. */
  public static MonthStats empty(YearMonth month) {
    return new MonthStats(month, 0, Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  /** The month an event belongs to, as {@code yyyy-MM}; the session's time zone must be UTC. */
  public static Column eventMonth(Column occurredAt) {
    return date_format(occurredAt, "yyyy-MM");
  }

  /** The aggregates that {@link #of} reads, in its order. */
  public static List<Column> aggregates(Table table) {
    Column lastStatus =
        table.column(STATUS_TIME).isPresent()
            ? unix_micros(max(col(STATUS_TIME)))
            : lit(null).cast("bigint");
    return List.of(
        count(lit(1)).as("rows"),
        unix_micros(min(col(Table.EVENT_TIME))).as("first_at"),
        unix_micros(max(col(Table.EVENT_TIME))).as("last_at"),
        lastStatus.as("last_status_at"),
        RowChecksum.of(table).as("checksum"));
  }

  /** Reads the aggregates from a row in which they begin at that column. */
  public static MonthStats of(YearMonth month, Row row, int firstColumn) {
    return new MonthStats(
        month,
        row.getLong(firstColumn),
        instant(row, firstColumn + 1),
        instant(row, firstColumn + 2),
        instant(row, firstColumn + 3),
        row.getLong(firstColumn + 4));
  }

  /** The stats of both sets of rows together; they are of one month. */
  public MonthStats plus(MonthStats other) {
    return new MonthStats(
        month,
        rows + other.rows,
        Stream.concat(firstAt.stream(), other.firstAt.stream()).min(Instant::compareTo),
        Stream.concat(lastAt.stream(), other.lastAt.stream()).max(Instant::compareTo),
        Stream.concat(lastStatusAt.stream(), other.lastStatusAt.stream()).max(Instant::compareTo),
        checksum + other.checksum);
  }

  private static Optional<Instant> instant(Row row, int column) {
    return row.isNullAt(column)
        ? Optional.empty()
        : Optional.of(Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS));
  }
}

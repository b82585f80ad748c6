package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;

/**
 * The days that are computed: some months, up to the last loaded day.
 *
 * @param months the months
 * @param asOf the last loaded day; what happened after it is not known yet
 */
record BookedDays(SortedSet<YearMonth> months, LocalDate asOf) {

  BookedDays {
    months = new TreeSet<>(months);
    if (months.isEmpty()) {
      throw new IllegalArgumentException("No month to compute");
    }
  }

  static BookedDays of(Collection<YearMonth> months, LocalDate asOf) {
    return new BookedDays(new TreeSet<>(months), asOf);
  }

  /** The first moment after the days. */
  private LocalDate end() {
    LocalDate monthsEnd = months.last().plusMonths(1).atDay(1);
    LocalDate known = asOf.plusDays(1);
    return known.isBefore(monthsEnd) ? known : monthsEnd;
  }

  /** Whether what happened then is known on the last of the days. */
  Column know(Column timestamp) {
    return timestamp.lt(start(end()));
  }

  /**
   * Whether a timestamp falls on one of the days. Bounds come first and as plain comparisons, so
   * that Parquet skips row groups by them.
   */
  Column include(Column timestamp) {
    Column within = timestamp.geq(start(months.first().atDay(1))).and(timestamp.lt(start(end())));
    for (YearMonth month = months.first();
        month.isBefore(months.last());
        month = month.plusMonths(1)) {
      if (!months.contains(month)) {
        within =
            within.and(
                timestamp
                    .lt(start(month.atDay(1)))
                    .or(timestamp.geq(start(month.plusMonths(1).atDay(1)))));
      }
    }
    return within;
  }

  private static Column start(LocalDate day) {
    Instant midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC);
    return lit(midnight);
  }
}

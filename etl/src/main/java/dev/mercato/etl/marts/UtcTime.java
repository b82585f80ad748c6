package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.unix_micros;

import org.apache.spark.sql.Column;

/**
 * Days and months of timestamps, in UTC whatever the session's time zone.
 *
 * <p>By arithmetic on the microseconds, because a cast to date goes through the time zone rules for
 * every row, which costs more than the rest of an aggregate over millions of events.
 */
final class UtcTime {
  private static final long MICROS_A_DAY = 86_400_000_000L;
  private static final int MONTH_NAME_LENGTH = 7;

  private UtcTime() {}

  /** The day as DATE; for times since 1970. */
  static Column day(Column timestamp) {
    Column micros = unix_micros(timestamp);
    return date_from_unix_date(
        micros.minus(micros.mod(lit(MICROS_A_DAY))).divide(lit(MICROS_A_DAY)).cast("int"));
  }

  /** The first day of the timestamp's month, as DATE. */
  static Column month(Column timestamp) {
    return monthOfDay(day(timestamp));
  }

  /** The first day of the day's month, as DATE. */
  static Column monthOfDay(Column day) {
    return trunc(day, "MM");
  }

  /** The month of a day, as yyyy-MM. */
  static Column monthName(Column day) {
    return substring(day.cast("string"), 1, MONTH_NAME_LENGTH);
  }
}

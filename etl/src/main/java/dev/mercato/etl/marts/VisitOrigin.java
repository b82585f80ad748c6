package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.xxhash64;

import dev.mercato.core.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The device and referrer of a visit's first event, as a number that a hash aggregate can take the
 * minimum of.
 *
 * <p>Spark aggregates strings by sorting all rows, which for millions of events costs more than the
 * rest of the sessions together. So the aggregate sees one long: the second within four weeks and a
 * half, which orders the events of a month, and below it a code of (device, referrer). The few
 * codes there are become strings again by a small join. Two events of the same second are ordered
 * by code.
 *
 * <p>A code has 41 bits of a hash. Two of a thousand combinations share one with a probability
 * below one in a million; then one of the two names is shown for both.
 */
final class VisitOrigin {
  private static final int CODE_BITS = 41;
  private static final long CODE_MASK = (1L << CODE_BITS) - 1;
  private static final long SECONDS_A_DAY = 86_400;

  private VisitOrigin() {}

  /** Of an event: when in its month, then which code. */
  static Column entry() {
    Column day = UtcTime.day(col(Table.EVENT_TIME));
    Column secondOfMonth =
        dayofmonth(day)
            .cast("bigint")
            .multiply(lit(SECONDS_A_DAY))
            .plus(unix_seconds(col(Table.EVENT_TIME)).mod(lit(SECONDS_A_DAY)));
    return shiftleft(secondOfMonth, CODE_BITS).bitwiseOR(hash());
  }

  /** The code in an entry. */
  static Column code(Column entry) {
    return entry.bitwiseAND(lit(CODE_MASK));
  }

  /** Each code of the events with its {@code device} and {@code referrer}. */
  static Dataset<Row> codes(Dataset<Row> events) {
    return events
        .groupBy("device", "referrer")
        .agg(first(lit(1)).as("seen"))
        .groupBy(hash().as("code"))
        .agg(min_by(struct("device", "referrer"), struct("device", "referrer")).as("origin"))
        .select(
            col("code"), col("origin.device").as("device"), col("origin.referrer").as("referrer"));
  }

  private static Column hash() {
    // Nulls leave a hash as it is; the numbers keep (null, 'a') apart from ('a', null).
    return xxhash64(col("device"), lit(0), col("referrer"), lit(1)).bitwiseAND(lit(CODE_MASK));
  }
}

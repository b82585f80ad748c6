package dev.mercato.streaming.consume;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * What a micro-batch comes to.
 *
 * @param good events that pass all checks, those that are there already too
 * @param firstAt when the first of the good ones happened
 * @param sentMillis when the events were sent, at every hundredth of them, in milliseconds since
 *     1970; empty for an empty batch
 * @param sales what the good order lines are to be paid for
 * @param orders that the good order lines belong to
 */
record BatchSums(
    long read,
    long good,
    Optional<Instant> firstAt,
    Optional<Instant> lastAt,
    List<Long> sentMillis,
    double sales,
    long orders) {
  private static final int STEPS = 100;

  /** The shares at which the times of sending are told. */
  static final String SHARES =
      IntStream.rangeClosed(1, STEPS)
          .mapToObj(step -> step == STEPS ? "1.0" : "0.%02d".formatted(step))
          .collect(Collectors.joining(", ", "array(", ")"));

  static BatchSums of(Row row) {
    return new BatchSums(
        row.getLong(0),
        row.getLong(1),
        Optional.ofNullable(row.getTimestamp(2)).map(java.sql.Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp(3)).map(java.sql.Timestamp::toInstant),
        row.isNullAt(4) ? List.of() : row.getList(4),
        row.isNullAt(5) ? 0 : row.getDouble(5),
        row.getLong(6));
  }

  long rejected() {
    return read - good;
  }
}

package dev.mercato.streaming.produce;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Where in the simulated shop's time an event stands. Each event carries its own in a header, so
 * that the topics themselves know how far a producer has come.
 *
 * @param run which events of which shop are sent, see {@link ProduceRun#name}
 * @param index of the event in its day, from 0
 * @param partitions how many the topic had when the event was placed in one
 */
record EventPosition(String run, LocalDate day, int index, int partitions) {
  static final String HEADER = "mercato-position";
  static final Comparator<EventPosition> BY_TIME =
      Comparator.comparing(EventPosition::day).thenComparingInt(EventPosition::index);

  byte[] bytes() {
    return "%s %s %d %d".formatted(run, day, index, partitions).getBytes(StandardCharsets.UTF_8);
  }

  /** The position that an event carries; none if another producer sent it. */
  static Optional<EventPosition> of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    String[] parts = new String(header.value(), StandardCharsets.UTF_8).split(" ", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new EventPosition(
              parts[0],
              LocalDate.parse(parts[1]),
              Integer.parseInt(parts[2]),
              Integer.parseInt(parts[3])));
    } catch (DateTimeException | NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  boolean isAfter(EventPosition other) {
    return BY_TIME.compare(this, other) > 0;
  }
}

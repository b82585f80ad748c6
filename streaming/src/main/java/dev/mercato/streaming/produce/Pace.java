package dev.mercato.streaming.produce;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When each event is due. */
public sealed interface Pace {

  /**
   * The time from the start to an event.
   *
   * @param happened when the event happens in the shop
   * @param first when the first one does that is sent
   * @param number how many are sent before it
   */
  Duration due(Instant happened, Instant first, long number);

  /** As fast as the brokers take them. */
  record Unlimited() implements Pace {
    @Override
    public Duration due(Instant happened, Instant first, long number) {
      return Duration.ZERO;
    }
  }

  /** So many events a second. */
  record Rate(double eventsPerSecond) implements Pace {
    @Override
    public Duration due(Instant happened, Instant first, long number) {
      return Duration.ofNanos((long) (number / eventsPerSecond * 1e9));
    }
  }

  /** So many seconds of the shop in a second. */
  record Speed(double factor) implements Pace {
    @Override
    public Duration due(Instant happened, Instant first, long number) {
      return Duration.of(
          (long) (ChronoUnit.MICROS.between(first, happened) / factor), ChronoUnit.MICROS);
    }
  }

  /** At the wall clock: each event when it happens. */
  record Live(Instant start) implements Pace {
    @Override
    public Duration due(Instant happened, Instant first, long number) {
      return Duration.between(start, happened);
    }
  }
}

package dev.mercato.simulator;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * Days to look at, in UTC.
 *
 * @param from the first day
 * @param to the last day, included
 */
public record Window(LocalDate from, LocalDate to) implements Serializable {

  public Window {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "Cannot look at the days from "
              + from
              + " to "
              + to
              + ": the last day is before the first");
    }
  }

  /** One day. */
  public static Window day(LocalDate day) {
    return new Window(day, day);
  }

  /** How many days there are. */
  public int days() {
    return Math.toIntExact(to.toEpochDay() - from.toEpochDay() + 1);
  }
}

package dev.mercato.simulator.reference.churn;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What has been observed, and which days the question is about: history is [firstDay, cut), and a
 * customer has churned who buys nothing in [cut, cut + horizonDays).
 *
 * @param firstDay the first day whose visits are loaded
 * @param cut the first day that is not known; the cut is at its midnight
 * @param horizonDays the length of the time without a purchase, in days
 */
public record ObservationWindow(LocalDate firstDay, LocalDate cut, int horizonDays) {

  private static final int MAX_DAYS = 36_525;

  public ObservationWindow {
    if (!cut.isAfter(firstDay)) {
      throw new IllegalArgumentException(
          "Cannot observe from "
              + firstDay
              + " to "
              + cut
              + ": the cut must come after the first day");
    }
    if (horizonDays < 1 || horizonDays > MAX_DAYS) {
      throw new IllegalArgumentException(
          "Cannot ask for "
              + horizonDays
              + " days without a purchase: give a number from 1 to "
              + MAX_DAYS);
    }
    if (ChronoUnit.DAYS.between(firstDay, cut) > MAX_DAYS) {
      throw new IllegalArgumentException(
          "Cannot observe from "
              + firstDay
              + " to "
              + cut
              + ": that is more than "
              + MAX_DAYS
              + " days");
    }
  }

  /** The number of days of history. */
  public int observedDays() {
    return (int) ChronoUnit.DAYS.between(firstDay, cut);
  }

  /** The number of days of history and of those asked about. */
  public int days() {
    return observedDays() + horizonDays;
  }
}

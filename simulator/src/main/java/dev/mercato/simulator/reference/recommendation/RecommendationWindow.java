package dev.mercato.simulator.reference.recommendation;

import java.time.LocalDate;

/**
 * The days asked about: [cut, cut + horizonDays).
 *
 * @param cut the first day that is not known; the cut is at its midnight UTC
 * @param horizonDays how many days from the cut on
 */
public record RecommendationWindow(LocalDate cut, int horizonDays) {

  private static final int MAX_DAYS = 36_525;

  public RecommendationWindow {
    if (horizonDays < 1 || horizonDays > MAX_DAYS) {
      throw new IllegalArgumentException(
          "Cannot recommend for the "
              + horizonDays
              + " days from "
              + cut
              + ": give a number from 1 to "
              + MAX_DAYS);
    }
  }
}

package dev.mercato.ml.churn.feature;

import dev.mercato.ml.time.Cut;
import dev.mercato.simulator.calendar.Seasons;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How busy an online shop is on each day, by the public calendar: the year's curve of retail sales,
 * weekdays, holidays and campaigns. A rate that was observed in one season is carried into another
 * by it.
 */
public final class SeasonCalendar {
  private final Seasons seasons;
  private final LocalDate firstDay;
  private final Cut cut;
  private final int horizonDays;

  /**
   * @param firstDay the first day that is loaded
   * @param horizonDays the length of the window that labels are made from
   */
  public SeasonCalendar(LocalDate firstDay, Cut cut, int horizonDays) {
    this.seasons = Seasons.between(firstDay, cut.day().plusDays(horizonDays));
    this.firstDay = firstDay;
    this.cut = cut;
    this.horizonDays = horizonDays;
  }

  /** Days of visiting that the last so many days before the cut are worth. */
  double visitsBefore(int days) {
    return visits(cut.day().minusDays(days), cut.day());
  }

  /** Days of buying that the last so many days before the cut are worth. */
  double purchasesBefore(int days) {
    return purchases(cut.day().minusDays(days), cut.day());
  }

  /** Days of visiting that the label window is worth. */
  double visitsAfter() {
    return visits(cut.day(), cut.day().plusDays(horizonDays));
  }

  /** Days of buying that the label window is worth. */
  double purchasesAfter() {
    return purchases(cut.day(), cut.day().plusDays(horizonDays));
  }

  /** How busy the label window is, 1 being an ordinary day. */
  double labelSeason() {
    return purchasesAfter() / horizonDays;
  }

  /** For each loaded day before the cut, the days of visiting from it to the cut; 0 at the end. */
  double[] visitsFromDay() {
    int days = (int) ChronoUnit.DAYS.between(firstDay, cut.day());
    double[] left = new double[days + 1];
    for (int day = 0; day < days; day++) {
      left[day] = visits(firstDay.plusDays(day), cut.day());
    }
    return left;
  }

  private double visits(LocalDate from, LocalDate to) {
    return seasons.exposure(micros(from), micros(to));
  }

  private double purchases(LocalDate from, LocalDate to) {
    return seasons.purchaseExposure(micros(from), micros(to));
  }

  private static long micros(LocalDate day) {
    return day.toEpochDay() * Seasons.DAY_MICROS;
  }
}

package dev.mercato.simulator.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How busy each day is, for everyone alike. On a day a user who is alive visits at {@code lambda *
 * visitFactor(day)}; a visit of that day buys with probability {@code min(1, c *
 * conversionFactor(day))}.
 *
 * <p>The year's curve goes straight from the middle of one month to the middle of the next; its
 * shape is that of the U.S. Census Bureau's monthly non-store retail sales, not adjusted (November
 * and December a fifth above the mean, February the lowest). Weekdays: Sundays and Mondays are the
 * busiest days of online shops, Fridays the slowest. Over a year the factors average about 1.05.
 * Immutable.
 */
public final class Seasons {

  /** Microseconds of a day; all days have as many in UTC. */
  public static final long DAY_MICROS = 86_400_000_000L;

  private static final double[] MONTHS = {
    0.95, 0.92, 0.95, 0.95, 0.96, 0.95, 0.97, 0.96, 0.98, 1.03, 1.18, 1.22
  };
  private static final double[] WEEKDAYS = {1.06, 1.02, 0.98, 0.97, 0.92, 0.96, 1.09};
  private static final int YEARS_AHEAD = 5;

  private final long firstDay;
  private final double[] visits;
  private final double[] visitsBefore;
  private final double[] purchasesBefore;

  private Seasons(long firstDay, int days) {
    this.firstDay = firstDay;
    this.visits = new double[days];
    this.visitsBefore = new double[days + 1];
    this.purchasesBefore = new double[days + 1];
    for (int i = 0; i < days; i++) {
      LocalDate day = LocalDate.ofEpochDay(firstDay + i);
      visits[i] = computeVisitFactor(day);
      visitsBefore[i + 1] = visitsBefore[i] + visits[i];
      purchasesBefore[i + 1] = purchasesBefore[i] + visits[i] * conversionFactor(day);
    }
  }

  /** The seasons, with the days from one date to some years after another at hand. */
  public static Seasons between(LocalDate from, LocalDate to) {
    long first = from.toEpochDay();
    return new Seasons(first, (int) (to.plusYears(YEARS_AHEAD).toEpochDay() - first + 1));
  }

  /** What the visit rate is multiplied by on a day: year, weekday, campaign and holiday. */
  public double visitFactor(LocalDate day) {
    return visitFactor(day.toEpochDay());
  }

  /** As {@link #visitFactor(LocalDate)}, by days since 1970-01-01. */
  public double visitFactor(long epochDay) {
    long index = epochDay - firstDay;
    return index >= 0 && index < visits.length
        ? visits[(int) index]
        : computeVisitFactor(LocalDate.ofEpochDay(epochDay));
  }

  /** What the probability that a visit buys is multiplied by on a day. */
  public static double conversionFactor(LocalDate day) {
    return Campaigns.on(day).map(Campaign::conversionFactor).orElse(1.0);
  }

  /**
   * The season's integral, in days: the expected visits of a user with rate 1 who is alive over
   * [from, to). Within a day exposure is even, which is exactly how the simulator draws the number
   * of visits on a partial day.
   *
   * @param fromMicros microseconds since 1970-01-01 UTC
   * @param toMicros the end, not before {@code fromMicros}
   */
  public double exposure(long fromMicros, long toMicros) {
    check(fromMicros, toMicros);
    return integral(toMicros, visitsBefore, false) - integral(fromMicros, visitsBefore, false);
  }

  /**
   * The integral of {@code visitFactor * conversionFactor}, in days. Times {@code lambda * c} it is
   * the expected number of purchases of a user who is alive over [from, to), as long as no campaign
   * lifts c above 1 (c would have to be above 0.74, which no user's is).
   *
   * @param fromMicros microseconds since 1970-01-01 UTC
   * @param toMicros the end, not before {@code fromMicros}
   */
  public double purchaseExposure(long fromMicros, long toMicros) {
    check(fromMicros, toMicros);
    return integral(toMicros, purchasesBefore, true) - integral(fromMicros, purchasesBefore, true);
  }

  private static void check(long fromMicros, long toMicros) {
    if (toMicros < fromMicros) {
      throw new IllegalArgumentException(
          "Cannot integrate the season from "
              + fromMicros
              + " to "
              + toMicros
              + ": it ends before it starts");
    }
  }

  /** The integral from the table's first day on; negative before it. */
  private double integral(long micros, double[] before, boolean purchases) {
    long day = Math.floorDiv(micros, DAY_MICROS);
    double share = Math.floorMod(micros, DAY_MICROS) / (double) DAY_MICROS;
    long index = Math.max(0, Math.min(day - firstDay, visits.length));
    double sum = before[(int) index];
    for (long d = firstDay + visits.length; d < day; d++) {
      sum += factor(d, purchases);
    }
    for (long d = day; d < firstDay; d++) {
      sum -= factor(d, purchases);
    }
    return sum + factor(day, purchases) * share;
  }

  private double factor(long epochDay, boolean purchases) {
    return purchases
        ? visitFactor(epochDay) * conversionFactor(LocalDate.ofEpochDay(epochDay))
        : visitFactor(epochDay);
  }

  private static double computeVisitFactor(LocalDate day) {
    double campaign = Campaigns.on(day).map(Campaign::visitFactor).orElse(1.0);
    return yearCurve(day)
        * WEEKDAYS[day.getDayOfWeek().getValue() - 1]
        * campaign
        * Holidays.visitFactor(day);
  }

  private static double yearCurve(LocalDate day) {
    LocalDate middle = day.withDayOfMonth(15);
    LocalDate from = day.isBefore(middle) ? middle.minusMonths(1) : middle;
    LocalDate to = from.plusMonths(1);
    double way = ChronoUnit.DAYS.between(from, day) / (double) ChronoUnit.DAYS.between(from, to);
    double low = MONTHS[from.getMonthValue() - 1];
    return low + (MONTHS[to.getMonthValue() - 1] - low) * way;
  }
}

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
 * busiest days of online shops, Fridays the slowest. Over a year the factors average about 1.03.
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
  private final double[] before;

  private Seasons(long firstDay, int days) {
    this.firstDay = firstDay;
    this.visits = new double[days];
    this.before = new double[days + 1];
    for (int i = 0; i < days; i++) {
      visits[i] = computeVisitFactor(LocalDate.ofEpochDay(firstDay + i));
      before[i + 1] = before[i] + visits[i];
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
    if (toMicros < fromMicros) {
      throw new IllegalArgumentException(
          "Cannot integrate the season from "
              + fromMicros
              + " to "
              + toMicros
              + ": it ends before it starts");
    }
    return integral(toMicros) - integral(fromMicros);
  }

  /** The integral from the table's first day; negative before it. */
  private double integral(long micros) {
    long day = Math.floorDiv(micros, DAY_MICROS);
    double share = Math.floorMod(micros, DAY_MICROS) / (double) DAY_MICROS;
    long index = day - firstDay;
    if (index >= 0 && index < visits.length) {
      return before[(int) index] + visits[(int) index] * share;
    }
    double sum = 0;
    if (index < 0) {
      for (long d = day; d < firstDay; d++) {
        sum -= visitFactor(d);
      }
    } else {
      sum = before[visits.length];
      for (long d = firstDay + visits.length; d < day; d++) {
        sum += visitFactor(d);
      }
    }
    return sum + visitFactor(day) * share;
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

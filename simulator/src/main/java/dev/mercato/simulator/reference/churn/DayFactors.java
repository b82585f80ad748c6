package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.calendar.Seasons;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The public calendar over an observation window, by days counted from the first observed one: the
 * season s, its integral, and the conversion factor f, of which there are only a few levels.
 * Immutable.
 *
 * <p>Positions are days since the first observed midnight, with fractions; negative before it.
 */
final class DayFactors {

  private final ObservationWindow window;
  private final long firstDay;
  private final double[] season;
  private final double[] before;
  private final int[] level;
  private final double[] levels;

  DayFactors(
      ObservationWindow window,
      ToDoubleFunction<LocalDate> visitFactor,
      ToDoubleFunction<LocalDate> conversionFactor) {
    this.window = window;
    this.firstDay = window.firstDay().toEpochDay();
    this.season = factors(window, visitFactor);
    this.before = new double[season.length + 1];
    for (int day = 0; day < season.length; day++) {
      before[day + 1] = before[day] + season[day];
    }
    double[] conversion = factors(window, conversionFactor);
    this.levels = Arrays.stream(conversion).sorted().distinct().toArray();
    this.level = Arrays.stream(conversion).mapToInt(f -> Arrays.binarySearch(levels, f)).toArray();
  }

  static DayFactors of(Seasons seasons, ObservationWindow window) {
    return new DayFactors(window, seasons::visitFactor, Seasons::conversionFactor);
  }

  private static double[] factors(ObservationWindow window, ToDoubleFunction<LocalDate> factor) {
    double[] result = new double[window.days()];
    for (int day = 0; day < result.length; day++) {
      LocalDate date = window.firstDay().plusDays(day);
      result[day] = factor.applyAsDouble(date);
      if (!(result[day] > 0) || Double.isInfinite(result[day])) {
        throw new IllegalArgumentException(
            "Cannot use the factor " + result[day] + " of " + date + ": it must be positive");
      }
    }
    return result;
  }

  /** The first day asked about, which is also the number of observed days. */
  int cut() {
    return window.observedDays();
  }

  /** The day after the last one asked about. */
  int end() {
    return season.length;
  }

  double position(long micros) {
    return (micros - firstDay * Seasons.DAY_MICROS) / (double) Seasons.DAY_MICROS;
  }

  double season(int day) {
    return season[day];
  }

  /**
   * The season's integral from the first observed midnight; 0 before it, since nothing is observed
   * there.
   */
  double exposure(double position) {
    if (position <= 0) {
      return 0;
    }
    int day = (int) position;
    return day == season.length ? before[day] : before[day] + season[day] * (position - day);
  }

  /** Where a day's conversion factor stands among {@link #levels}. */
  int level(int day) {
    return level[day];
  }

  /** The different conversion factors, ascending. */
  double[] levels() {
    return levels.clone();
  }

  double conversion(int day) {
    return levels[level[day]];
  }

  /** The visits and purchases of a history at each level of conversion. */
  ConversionCounts count(CustomerHistory history) {
    ConversionCounts counts = new ConversionCounts(levels.length);
    for (VisitDay visited : history.days()) {
      long day = visited.epochDay() - firstDay;
      if (day < 0 || day >= cut()) {
        throw new IllegalArgumentException(
            "Cannot take a visit on "
                + LocalDate.ofEpochDay(visited.epochDay())
                + " as history: it is not between "
                + window.firstDay()
                + " and the cut "
                + window.cut());
      }
      counts.add(level[(int) day], visited.visits(), visited.purchases());
    }
    return counts;
  }

  /**
   * The position at which a user was last seen, checked against the window and the history's last
   * day.
   */
  double lastSeen(CustomerHistory history) {
    double position = position(history.lastSeenAt());
    if (position >= cut() || (position < 0 && !history.days().isEmpty())) {
      throw new IllegalArgumentException(
          "Cannot use a history that ends at "
              + history.lastSeenAt()
              + ": it is not between "
              + window.firstDay()
              + " and the cut "
              + window.cut());
    }
    return position;
  }
}

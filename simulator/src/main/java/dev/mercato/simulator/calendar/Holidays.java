package dev.mercato.simulator.calendar;

import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;

/** Single days on which people do something else than usual. */
public final class Holidays {

  private static final MonthDay NEW_YEAR = MonthDay.of(1, 1);
  private static final MonthDay CHRISTMAS_EVE = MonthDay.of(12, 24);
  private static final MonthDay CHRISTMAS = MonthDay.of(12, 25);
  private static final MonthDay NEW_YEARS_EVE = MonthDay.of(12, 31);

  private Holidays() {}

  /** What a holiday multiplies the visit rate by; 1 on all other days. */
  public static double visitFactor(LocalDate day) {
    MonthDay date = MonthDay.from(day);
    if (date.equals(CHRISTMAS)) {
      return 0.60;
    }
    if (date.equals(CHRISTMAS_EVE)) {
      return 0.75;
    }
    if (date.equals(NEW_YEAR) || date.equals(NEW_YEARS_EVE)) {
      return 0.80;
    }
    if (day.equals(easterSunday(day.getYear()))) {
      return 0.85;
    }
    LocalDate blackFriday = blackFriday(day.getYear());
    if (day.equals(blackFriday)) {
      return 1.35;
    }
    return day.equals(blackFriday.plusDays(3)) ? 1.25 : 1;
  }

  /** The day after Thanksgiving, the fourth Thursday of November. */
  public static LocalDate blackFriday(int year) {
    return LocalDate.of(year, Month.NOVEMBER, 1).with(dayOfWeekInMonth(4, THURSDAY)).plusDays(1);
  }

  /** Easter Sunday of the Gregorian calendar, by the anonymous computus (Nature, 20 April 1876). */
  public static LocalDate easterSunday(int year) {
    int golden = year % 19;
    int century = year / 100;
    int inCentury = year % 100;
    int correction = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - epact - inCentury % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int position = epact + weekday - 7 * late + 114;
    return LocalDate.of(year, position / 31, position % 31 + 1);
  }
}

package dev.mercato.simulator.calendar;

import static java.time.DayOfWeek.SUNDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Optional;

/**
 * The shop's campaigns, the same every year, moving with the holidays they are tied to. At most one
 * runs on a day.
 *
 * <p>Sizes are choices within what is published: Adobe Analytics' holiday reports see Cyber Week
 * days at two to three times an ordinary day's online sales and electronics and toys at 25 to 30
 * per cent off; a campaign's lift here is split between more visits and a better conversion.
 */
public final class Campaigns {

  private Campaigns() {}

  /** The campaigns that start in a year, by date. */
  public static List<Campaign> of(int year) {
    LocalDate easter = Holidays.easterSunday(year);
    LocalDate mothersDay = LocalDate.of(year, Month.MAY, 1).with(dayOfWeekInMonth(2, SUNDAY));
    LocalDate blackFriday = Holidays.blackFriday(year);
    LocalDate cyberMonday = blackFriday.plusDays(3);
    LocalDate advent = cyberMonday.plusDays(1);
    return List.of(
        new Campaign("New Year sale", on(year, 1, 2), on(year, 1, 12), 1.08, 1.10, 20),
        new Campaign("Valentine's week", on(year, 2, 7), on(year, 2, 13), 1.06, 1.08, 10),
        new Campaign("Easter week", easter.minusDays(7), easter.minusDays(1), 1.06, 1.06, 10),
        new Campaign("Mother's Day week", mothersDay.minusDays(6), mothersDay, 1.06, 1.08, 10),
        new Campaign("Summer sale", on(year, 6, 24), on(year, 7, 7), 1.12, 1.12, 20),
        new Campaign("Back to school", on(year, 8, 18), on(year, 8, 31), 1.08, 1.06, 10),
        new Campaign("Singles' Day", on(year, 11, 11), on(year, 11, 11), 1.30, 1.20, 15),
        new Campaign("Black Friday week", blackFriday.minusDays(4), cyberMonday, 1.60, 1.35, 25),
        new Campaign("Christmas", advent, on(year, 12, 20), 1.10, 1.15, 10),
        new Campaign("Between the years", on(year, 12, 26), on(year, 12, 31), 1.05, 1.08, 20));
  }

  /** The campaign that runs on a day, if one does. */
  public static Optional<Campaign> on(LocalDate day) {
    return of(day.getYear()).stream().filter(campaign -> campaign.runsOn(day)).findFirst();
  }

  private static LocalDate on(int year, int month, int day) {
    return LocalDate.of(year, month, day);
  }
}

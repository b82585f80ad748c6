package dev.mercato.simulator.calibration;

import dev.mercato.simulator.calendar.Holidays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;

/**
 * The published figures that the shop is set to. The bands are for the seed scale (100,000 users
 * over the year 2025); smaller shops scatter more.
 */
public final class Calibration {

  /** Sessions with a cart that do not buy. */
  public static final Target CART_ABANDONMENT =
      new Target(
          "cart abandonment",
          0.70,
          0.68,
          0.72,
          "Baymard Institute, mean of 50 studies: 70.2 %, baymard.com/lists/cart-abandonment-rate");

  /** Orders that stay completed, of all orders. */
  public static final Target COMPLETED =
      new Target(
          "orders completed",
          0.85,
          0.83,
          0.87,
          "National Retail Federation, Consumer Returns in the Retail Industry 2024: about a sixth comes back or"
              + " fails");

  /** What an order comes to, in the shop's currency. */
  public static final Target ORDER_VALUE =
      new Target("average order value", 100, 90, 110, "an ordinary shop of all categories");

  /** Lines an order. */
  public static final Target LINES = new Target("lines an order", 2.5, 2, 3, "an ordinary shop");

  /** Sessions that buy, of all, which are all logged in. */
  public static final Target BUYING =
      new Target(
          "sessions that buy",
          0.09,
          0.08,
          0.10,
          "two to four times the 2 to 4 % of all visitors that benchmarks give, as all here are logged in");

  /** Sessions of one event. */
  public static final Target BOUNCE =
      new Target(
          "bounce rate",
          0.45,
          0.40,
          0.55,
          "Contentsquare, Digital Experience Benchmark 2024: about half");

  /** Revenue of the top fifth of the customers. */
  public static final Target TOP_FIFTH =
      new Target(
          "revenue of the top fifth of customers",
          0.60,
          0.55,
          0.70,
          "McCarthy and Winer, The Pareto rule in marketing revisited, Marketing Letters 30, 2019: 67 % over long"
              + " windows, less over one year");

  /** Sessions on Sundays and Mondays for each on Fridays and Saturdays. */
  public static final Target WEEK =
      new Target(
          "Sundays and Mondays to Fridays and Saturdays", 1.14, 1.08, 1.20, "the shop's weekdays");

  /** Orders a day in November and December for each in the ten months before. */
  public static final Target YEAR_END =
      new Target(
          "orders a day, November and December to the rest",
          1.6,
          1.35,
          1.9,
          "U.S. Census Bureau, retail e-commerce not adjusted: the fourth quarter a fifth above the mean, in a shop"
              + " that grows");

  /**
   * Orders a day from the Monday before Black Friday to Cyber Monday for each on the other days.
   */
  public static final Target BLACK_FRIDAY =
      new Target(
          "orders a day, Black Friday week to the rest",
          3,
          2.2,
          3.8,
          "Adobe Analytics, holiday shopping: Cyber Week days at two to three times an ordinary day");

  /** Refunded share of the orders of January for that of February to November. */
  public static final Target JANUARY_RETURNS =
      new Target(
          "refunded share, January to February until November",
          1.6,
          1.35,
          1.85,
          "National Retail Federation: holiday returns 17 % above the year's, and sales on top");

  private Calibration() {}

  /**
   * What a tally reached. Figures that the window has no days for (a January, a Black Friday) are
   * left out.
   *
   * @param topFifthShare from {@link CustomerValue}
   */
  public static List<Reached> compare(CalibrationTally tally, double topFifthShare) {
    double sessions = tally.sessions();
    double orders = tally.orders();
    List<Reached> all = new ArrayList<>();
    all.add(CART_ABANDONMENT.reached(1 - orders / tally.cartSessions()));
    all.add(COMPLETED.reached(tally.completedOrders() / orders));
    all.add(ORDER_VALUE.reached(tally.amountCents() / 100.0 / orders));
    all.add(LINES.reached(tally.orderLines() / orders));
    all.add(BUYING.reached(orders / sessions));
    all.add(BOUNCE.reached(tally.bounces() / sessions));
    all.add(TOP_FIFTH.reached(topFifthShare));
    all.add(
        WEEK.reached(
            tally.sessionsADay(Calibration::isSundayOrMonday)
                / tally.sessionsADay(Calibration::isFridayOrSaturday)));
    all.add(
        YEAR_END.reached(
            tally.ordersADay(Calibration::isYearEnd) / tally.ordersADay(day -> !isYearEnd(day))));
    all.add(
        BLACK_FRIDAY.reached(
            tally.ordersADay(Calibration::isBlackFridayWeek)
                / tally.ordersADay(day -> !isBlackFridayWeek(day))));
    all.add(
        JANUARY_RETURNS.reached(
            tally.refundedShare(day -> day.getMonth() == Month.JANUARY)
                / tally.refundedShare(Calibration::isFebruaryToNovember)));
    return all.stream().filter(reached -> Double.isFinite(reached.value())).toList();
  }

  private static boolean isSundayOrMonday(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SUNDAY || day.getDayOfWeek() == DayOfWeek.MONDAY;
  }

  private static boolean isFridayOrSaturday(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.FRIDAY || day.getDayOfWeek() == DayOfWeek.SATURDAY;
  }

  private static boolean isYearEnd(LocalDate day) {
    return day.getMonth() == Month.NOVEMBER || day.getMonth() == Month.DECEMBER;
  }

  private static boolean isFebruaryToNovember(LocalDate day) {
    return day.getMonth() != Month.DECEMBER && day.getMonth() != Month.JANUARY;
  }

  private static boolean isBlackFridayWeek(LocalDate day) {
    LocalDate blackFriday = Holidays.blackFriday(day.getYear());
    return !day.isBefore(blackFriday.minusDays(4)) && !day.isAfter(blackFriday.plusDays(3));
  }
}

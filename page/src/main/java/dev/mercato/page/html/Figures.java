package dev.mercato.page.html;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How figures are written on the page: the same on every machine, whatever its locale. */
public final class Figures {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT_DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT_MONTH =
      DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

  /** What stands where there is no figure. */
  public static final String NONE = "–";

  private static final String MINUS = "−";

  private Figures() {}

  /** A count, such as 12,345. */
  public static String count(long value) {
    return minus(String.format(Locale.ROOT, "%,d", value));
  }

  /** An amount of money to the unit, such as 12,345. */
  public static String money(BigDecimal value) {
    return minus(
        String.format(Locale.ROOT, "%,d", value.setScale(0, RoundingMode.HALF_UP).toBigInteger()));
  }

  /** An amount of money to the cent, such as 98.70. */
  public static String cents(BigDecimal value) {
    return minus(String.format(Locale.ROOT, "%,.2f", value.setScale(2, RoundingMode.HALF_UP)));
  }

  /** A share as a percentage with one decimal; none if it is not a number. */
  public static String percent(double share) {
    return Double.isFinite(share)
        ? minus(String.format(Locale.ROOT, "%.1f\u00A0%%", 100 * share))
        : NONE;
  }

  /** A number with some decimals; none if it is not a number. */
  public static String decimal(double value, int decimals) {
    return Double.isFinite(value)
        ? minus(String.format(Locale.ROOT, "%,." + decimals + "f", value))
        : NONE;
  }

  /** A day, such as 28 Nov 2025. */
  public static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** A day whose year is known, such as 28 Nov. */
  public static String shortDay(LocalDate day) {
    return SHORT_DAY.format(day);
  }

  /** A month, such as Nov 2025. */
  public static String month(YearMonth month) {
    return MONTH.format(month);
  }

  /** A month whose year is known, such as Nov. */
  public static String shortMonth(YearMonth month) {
    return SHORT_MONTH.format(month);
  }

  /** The share that a part has of a whole; not a number if there is no whole. */
  public static double share(long part, long whole) {
    return share((double) part, (double) whole);
  }

  /** The share that a part has of a whole; not a number if there is no whole. */
  public static double share(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  /** The share that a part has of a whole; not a number if there is no whole. */
  public static double share(BigDecimal part, BigDecimal whole) {
    return share(part.doubleValue(), whole.doubleValue());
  }

  private static String minus(String figure) {
    return figure.startsWith("-") ? MINUS + figure.substring(1) : figure;
  }
}

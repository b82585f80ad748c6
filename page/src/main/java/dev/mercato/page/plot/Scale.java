package dev.mercato.page.plot;

import dev.mercato.page.html.Figures;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction of a plot.
 *
 * @param grid whether the ticks have lines across the plot
 */
public record Scale(double low, double high, List<Tick> ticks, boolean grid) {
  private static final double ROUNDING = 1e-9;
  private static final int MOST_DAYS_BY_WEEK = 70;
  private static final int MOST_MONTHS_WITHOUT_YEARS = 12;

  public Scale {
    ticks = List.copyOf(ticks);
    if (!(low < high)) {
      throw new IllegalArgumentException("Cannot make a scale from " + low + " to " + high);
    }
  }

  /** How ticks are written. */
  interface Labels {
    String of(double value);
  }

  /** Amounts or counts around zero, with about four round ticks. */
  public static Scale amounts(double least, double most) {
    double step = roundStep(Math.max(most, 0) - Math.min(least, 0));
    Unit unit = Unit.forStep(step);
    return stepped(least, most, step, value -> unit.written(value, step));
  }

  /** Shares from zero, written as percentages. */
  public static Scale shares(double most) {
    double step = roundStep(Math.max(most, 0));
    int decimals = step >= 0.0099 ? 0 : step >= 0.00099 ? 1 : 2;
    return stepped(0, most, step, value -> Figures.decimal(100 * value, decimals) + "\u00A0%");
  }

  /** From one number to another with given ticks. */
  public static Scale plain(double low, double high, List<Tick> ticks) {
    return new Scale(low, high, ticks, false);
  }

  /** Days, by their number since 1970: ticks at months' first days, or at Mondays if few. */
  public static Scale days(LocalDate first, LocalDate last) {
    List<Tick> ticks = new ArrayList<>();
    if (ChronoUnit.DAYS.between(first, last) <= MOST_DAYS_BY_WEEK) {
      LocalDate monday = first.plusDays((8 - first.getDayOfWeek().getValue()) % 7);
      for (LocalDate day = monday; !day.isAfter(last); day = day.plusWeeks(1)) {
        ticks.add(new Tick(day.toEpochDay(), Figures.shortDay(day)));
      }
    } else {
      boolean years = ChronoUnit.MONTHS.between(first, last) > MOST_MONTHS_WITHOUT_YEARS;
      YearMonth month = YearMonth.from(first.plusMonths(1).minusDays(1));
      for (; !month.atDay(1).isAfter(last); month = month.plusMonths(1)) {
        boolean tellsYear = years || ticks.isEmpty() || month.getMonthValue() == 1;
        ticks.add(
            new Tick(
                month.atDay(1).toEpochDay(),
                tellsYear ? Figures.month(month) : Figures.shortMonth(month)));
      }
    }
    double from = (double) first.toEpochDay();
    return new Scale(from, Math.max((double) last.toEpochDay(), from + 1), ticks, false);
  }

  private static Scale stepped(double least, double most, double step, Labels labels) {
    long first = (long) Math.floor(Math.min(least, 0) / step);
    long last = Math.max(first + 1, (long) Math.ceil(Math.max(most, 0) / step));
    List<Tick> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      ticks.add(new Tick(i * step, labels.of(i * step)));
    }
    return new Scale(first * step, last * step, ticks, true);
  }

  /** 1, 2 or 5 times a power of ten, so that a span has three to six of them. */
  private static double roundStep(double span) {
    if (span <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(span / 4)));
    double mantissa = span / 4 / power;
    return power * (mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10);
  }

  /** The unit in which a scale's amounts are written. */
  private enum Unit {
    ONE(1, ""),
    THOUSAND(1e3, "\u00A0k"),
    MILLION(1e6, "\u00A0m"),
    BILLION(1e9, "\u00A0bn");

    private final double size;
    private final String sign;

    Unit(double size, String sign) {
      this.size = size;
      this.sign = sign;
    }

    private static Unit forStep(double step) {
      Unit largest = ONE;
      for (Unit unit : values()) {
        largest = step >= unit.size ? unit : largest;
      }
      return largest;
    }

    private String written(double value, double step) {
      int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step / size) - ROUNDING));
      return value == 0 ? "0" : Figures.decimal(value / size, decimals) + sign;
    }
  }
}

package dev.mercato.etl.report.section;

import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.unix_date;

import dev.mercato.page.plot.Scale;
import dev.mercato.page.plot.Series;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * A period cut into days, weeks or months, whichever gives a few hundred points at the most.
 *
 * @param starts the first day of each piece
 */
record Timeline(LocalDate first, LocalDate last, Grain grain, List<LocalDate> starts) {
  private static final int MOST_POINTS = 400;

  /** The length of a piece. */
  enum Grain {
    DAY("day", 7),
    WEEK("week", 4),
    MONTH("month", 3);

    private final String word;
    private final int smoothing;

    Grain(String word, int smoothing) {
      this.word = word;
      this.smoothing = smoothing;
    }

    String word() {
      return word;
    }

    /** How a mean over some pieces is called. */
    String meanName() {
      return smoothing + "-" + word + " mean";
    }

    private LocalDate startOf(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
      };
    }

    private LocalDate next(LocalDate start) {
      return switch (this) {
        case DAY -> start.plusDays(1);
        case WEEK -> start.plusWeeks(1);
        case MONTH -> start.plusMonths(1);
      };
    }
  }

  Timeline {
    starts = List.copyOf(starts);
  }

  static Timeline of(LocalDate first, LocalDate last) {
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    Grain grain =
        days <= MOST_POINTS ? Grain.DAY : days <= 7 * MOST_POINTS ? Grain.WEEK : Grain.MONTH;
    List<LocalDate> starts = new ArrayList<>();
    for (LocalDate day = grain.startOf(first); !day.isAfter(last); day = grain.next(day)) {
      starts.add(day);
    }
    return new Timeline(first, last, grain, starts);
  }

  /** The first day of a day's piece, as its number since 1970. */
  Column pieceOf(Column day) {
    return unix_date(
        switch (grain) {
          case DAY -> day;
          case WEEK -> trunc(day, "week");
          case MONTH -> trunc(day, "month");
        });
  }

  /** Where in a series the piece stands that a day is in. */
  int index(LocalDate day) {
    return index((int) grain.startOf(day).toEpochDay());
  }

  /** Where in a series the piece stands that begins on a day, given as its number since 1970. */
  int index(int epochDay) {
    LocalDate start = LocalDate.ofEpochDay(epochDay);
    return (int)
        switch (grain) {
          case DAY -> ChronoUnit.DAYS.between(starts.get(0), start);
          case WEEK -> ChronoUnit.WEEKS.between(starts.get(0), start);
          case MONTH -> ChronoUnit.MONTHS.between(starts.get(0), start);
        };
  }

  /** Zeros, one a piece. */
  double[] zeros() {
    return new double[starts.size()];
  }

  /** Where the pieces stand on the scale. */
  Series positions() {
    return Series.of(starts.stream().mapToDouble(LocalDate::toEpochDay).toArray());
  }

  Scale scale() {
    return Scale.days(starts.get(0), starts.get(starts.size() - 1));
  }

  /** A series without the pieces of which the period has only a part: they are not numbers. */
  Series whole(Series values) {
    double[] whole = values.toArray();
    int end = whole.length - 1;
    if (grain.next(starts.get(end)).isAfter(last.plusDays(1))) {
      whole[end] = Double.NaN;
    }
    if (starts.get(0).isBefore(first)) {
      whole[0] = Double.NaN;
    }
    return Series.of(whole);
  }

  /** The mean of each piece and those before it, where all of them are numbers. */
  Series mean(Series values) {
    double[] all = values.toArray();
    double[] mean = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      int from = i - grain.smoothing + 1;
      mean[i] = from < 0 ? Double.NaN : Arrays.stream(all, from, i + 1).sum() / grain.smoothing;
    }
    return Series.of(mean);
  }
}

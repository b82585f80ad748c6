package dev.mercato.core.settings;

import dev.mercato.core.MercatoException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/** Whole days in UTC, first and last both inside. */
public record DateRange(LocalDate from, LocalDate to) {

  public DateRange {
    if (to.isBefore(from)) {
      throw MercatoException.usage(
          "The range from %s to %s is the wrong way round: give the earlier day first."
              .formatted(from, to));
    }
  }

  public boolean overlaps(DateRange other) {
    return !to.isBefore(other.from) && !other.to.isBefore(from);
  }

  /** The months that the range touches, in order. */
  public List<YearMonth> months() {
    YearMonth last = YearMonth.from(to);
    return Stream.iterate(
            YearMonth.from(from), month -> !month.isAfter(last), month -> month.plusMonths(1))
        .toList();
  }

  /** The name of a batch of these days, {@code FROM_TO}. */
  public String batchName() {
    return from + "_" + to;
  }

  @Override
  public String toString() {
    return from + " to " + to;
  }
}

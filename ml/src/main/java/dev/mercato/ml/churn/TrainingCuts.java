package dev.mercato.ml.churn;

import dev.mercato.core.MercatoException;
import dev.mercato.ml.TooLittleDataException;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.ShopTimeline;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the customers are looked at: at the test cut, and at earlier ones whose labels were all
 * known by then.
 *
 * @param training the latest first
 */
record TrainingCuts(Cut test, List<Cut> training) {
  private static final int MOST = 3;
  private static final int FEWEST_DAYS = 28;
  private static final int DAYS_FOR_MORE = 60;

  TrainingCuts {
    training = List.copyOf(training);
  }

  /**
   * The cuts that the data allow.
   *
   * @param asked the test's; the latest if none
   * @throws TooLittleDataException if too few days are loaded
   * @throws MercatoException status 2 if the cut that was asked for cannot be used
   */
  static TrainingCuts of(ShopTimeline timeline, Optional<LocalDate> asked, int horizonDays) {
    long loaded = ChronoUnit.DAYS.between(timeline.firstDay(), timeline.end().day());
    int needed = 2 * horizonDays + FEWEST_DAYS;
    if (loaded < needed) {
      throw new TooLittleDataException(
          "Churn within %d days cannot be learnt from the %d days that are loaded (%s to %s): it takes %d, the horizon once to train and once to test, and %d before; load more, or set a shorter churn.horizon-days."
              .formatted(
                  horizonDays,
                  loaded,
                  timeline.firstDay(),
                  timeline.lastDay(),
                  needed,
                  FEWEST_DAYS));
    }
    Cut test = asked.map(Cut::new).orElseGet(() -> timeline.end().plusDays(-horizonDays));
    LocalDate earliest = timeline.firstDay().plusDays(horizonDays + FEWEST_DAYS);
    Cut latest = timeline.end().plusDays(-horizonDays);
    if (test.day().isBefore(earliest) || test.day().isAfter(latest.day())) {
      throw MercatoException.usage(
          "A cut at %s cannot be used: orders are loaded from %s to %s, so with a horizon of %d days it must lie from %s to %s."
              .formatted(
                  test, timeline.firstDay(), timeline.lastDay(), horizonDays, earliest, latest));
    }
    List<Cut> training = new ArrayList<>();
    int step = Math.max(7, horizonDays / 6);
    for (int i = 0; i < MOST; i++) {
      Cut cut = test.plusDays(-horizonDays - i * step);
      if (i == 0 || !cut.day().isBefore(timeline.firstDay().plusDays(DAYS_FOR_MORE))) {
        training.add(cut);
      }
    }
    return new TrainingCuts(test, training);
  }

  Cut earliest() {
    return training.get(training.size() - 1);
  }
}

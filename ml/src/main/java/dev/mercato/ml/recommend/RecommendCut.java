package dev.mercato.ml.recommend;

import dev.mercato.core.MercatoException;
import dev.mercato.ml.TooLittleDataException;
import dev.mercato.ml.TrainOptions;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.ShopTimeline;
import java.time.LocalDate;

/** Where recommendations are tested: what came before is learnt from. */
final class RecommendCut {
  private static final int FEWEST_DAYS = 28;

  private RecommendCut() {}

  /**
   * The cut that was asked for, or the latest that the data allow.
   *
   * @throws TooLittleDataException if too few days are loaded
   * @throws MercatoException status 2 if the cut that was asked for cannot be used
   */
  static Cut of(ShopTimeline timeline, TrainOptions options, int horizon) {
    Cut latest = timeline.end().plusDays(-horizon);
    LocalDate earliest =
        timeline.firstDay().plusDays(FEWEST_DAYS + (options.search() ? horizon : 0));
    if (latest.day().isBefore(earliest)) {
      throw new TooLittleDataException(
          "Recommendations cannot be learnt from %s to %s: it takes %d days to learn from and the %d of recommend.horizon-days to test on%s; load more, or set a shorter one."
              .formatted(
                  timeline.firstDay(),
                  timeline.lastDay(),
                  FEWEST_DAYS,
                  horizon,
                  options.search() ? ", twice with --search" : ""));
    }
    Cut cut = options.cut().map(Cut::new).orElse(latest);
    if (cut.day().isBefore(earliest) || cut.day().isAfter(latest.day())) {
      throw MercatoException.usage(
          "A cut at %s cannot be used: orders are loaded from %s to %s, so with a horizon of %d days it must lie from %s to %s."
              .formatted(cut, timeline.firstDay(), timeline.lastDay(), horizon, earliest, latest));
    }
    return cut;
  }
}

package dev.mercato.streaming.produce;

import dev.mercato.core.settings.ShopSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which events are sent. The same run started again goes on where the topics end.
 *
 * @param from the first moment
 * @param lastDay the last day, included; none for a run that goes on with the clock
 */
public record ProduceRun(ShopSettings shop, Instant from, Optional<LocalDate> lastDay) {

  /** The run of these days. */
  public static ProduceRun ofDays(ShopSettings shop, LocalDate from, LocalDate to) {
    return new ProduceRun(
        shop, from.atStartOfDay(java.time.ZoneOffset.UTC).toInstant(), Optional.of(to));
  }

  /** What tells the events of this run from those of others; without spaces. */
  String name() {
    String days = lastDay.map(last -> from + "_" + last).orElse("live");
    return "%d-%d-%d-%s-%s_%s"
        .formatted(shop.seed(), shop.users(), shop.products(), shop.opened(), shop.horizon(), days);
  }
}

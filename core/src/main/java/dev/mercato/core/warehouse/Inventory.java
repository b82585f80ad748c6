package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in a table at one moment.
 *
 * @param loads by load id
 * @param attempts the committed attempt of each load, by load id
 * @param vacant how many partitions hold no load and wait to be dropped
 */
record Inventory(List<LoadRecord> loads, Map<String, String> attempts, int vacant) {
  Inventory {
    loads = List.copyOf(loads);
    attempts = Map.copyOf(attempts);
  }

  Optional<LoadRecord> load(String loadId) {
    return loads.stream().filter(load -> load.loadId().equals(loadId)).findFirst();
  }

  List<LoadRecord> overlapping(DateRange dates) {
    return loads.stream().filter(load -> load.dates().filter(dates::overlaps).isPresent()).toList();
  }

  /** The load of that name, or a refusal. */
  LoadRecord existing(Table table, String loadId) {
    return load(loadId)
        .orElseThrow(
            () ->
                MercatoException.failed(
                    "Could not take out the load '%s': the table '%s' has none of that name. See the table 'loads' for those there are."
                        .formatted(loadId, table.name())));
  }

  /** Refuses a load that shares days with one that is in the table. */
  void refuseOverlap(Table table, String loadId, LoadReport report) {
    report.dates().stream()
        .flatMap(dates -> overlapping(dates).stream())
        .findFirst()
        .ifPresent(
            other -> {
              throw MercatoException.failed(
                  "Could not load '%s' into the table '%s': its days, %s, overlap those of the load '%s', %s. Take that one out with 'unload %s' first, or load other days."
                      .formatted(
                          loadId,
                          table.name(),
                          days(report.dates()),
                          other.loadId(),
                          days(other.dates()),
                          other.loadId()));
            });
  }

  /** Refuses a load whose name stands for other days. */
  static void refuseOtherDays(LoadRecord known, LoadReport report) {
    if (!known.dates().equals(report.dates())) {
      throw MercatoException.failed(
          "Could not load '%s' into the table '%s': a load of that name is there already and is of %s, not of %s. Take it out with 'unload %s' first."
              .formatted(
                  known.loadId(),
                  known.table(),
                  days(known.dates()),
                  days(report.dates()),
                  known.loadId()));
    }
  }

  private static String days(Optional<DateRange> dates) {
    return dates.map(DateRange::toString).orElse("no days of its own");
  }
}

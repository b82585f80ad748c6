package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table that loads fill. Every load is in it whole or not at all. */
public sealed interface LoadedTable permits FactTable, SnapshotTable {

  Table table();

  /** What is loaded, by load id. */
  List<LoadRecord> loads();

  /** The load of that name, if it is loaded. */
  default Optional<LoadRecord> load(String loadId) {
    return loads().stream().filter(load -> load.loadId().equals(loadId)).findFirst();
  }

  /** The loads of days that are among these. A stream's loads have no days and overlap nothing. */
  default List<LoadRecord> overlapping(DateRange dates) {
    return loads().stream()
        .filter(load -> load.dates().filter(dates::overlaps).isPresent())
        .toList();
  }

  /**
   * Begins a load: takes the table's writer lock, which the result holds until it is closed.
   *
   * @throws MercatoException status 1 if another writer has the table and does not let go
   */
  StagedLoad stage(String loadId);

  /**
   * Commits a load, its rejects first. The same load again changes nothing.
   *
   * @throws MercatoException status 1 if its days overlap those of another load
   */
  CommitResult append(StagedLoad staged, LoadReport report);

  /**
   * Commits a load in the place of the one of the same name, its rejects as well; if there is none,
   * appends it.
   */
  CommitResult replace(StagedLoad staged, LoadReport report);

  /**
   * Takes a load out again, its rejects as well.
   *
   * @return the load as it was
   * @throws MercatoException status 1 if there is no such load
   */
  LoadRecord unload(String loadId);

  /** The committed run of each load, by load id. */
  Map<String, String> attempts();

  /**
   * Finishes what a writer that died had left to do after, or undo before, its commit.
   *
   * @param lock the table's
   */
  Tidied tidy(WriterLock lock);

  /** Whether {@link #tidy} would do anything. */
  boolean isUntidy();

  /** Refuses a load that shares days with another. */
  static void refuseOverlap(List<LoadRecord> loads, Table table, String loadId, DateRange dates) {
    loads.stream()
        .filter(other -> !other.loadId().equals(loadId))
        .filter(other -> other.dates().filter(dates::overlaps).isPresent())
        .findFirst()
        .ifPresent(
            other -> {
              throw MercatoException.failed(
                  "Could not load '%s' into the table '%s': its days %s overlap those of the load '%s', which is of %s. Take that one out with 'unload %s' first, or load other days."
                      .formatted(
                          loadId,
                          table.name(),
                          dates,
                          other.loadId(),
                          other.dates().orElseThrow(),
                          other.loadId()));
            });
  }

  /** Refuses a load of a name that stands for other days. */
  static void refuseOtherDays(LoadRecord known, LoadReport report) {
    if (!known.dates().equals(report.dates())) {
      throw MercatoException.failed(
          "Could not load '%s' into the table '%s': a load of that name is there and is of %s, not of %s. Take it out with 'unload %s' first."
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

  /** That there is no such load. */
  static MercatoException unknown(Table table, String loadId) {
    return MercatoException.failed(
        "Could not take out the load '%s': the table '%s' has none of that name. 'status' lists the loads there are."
            .formatted(loadId, table.name()));
  }
}

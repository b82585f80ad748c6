package dev.mercato.core.warehouse;

import java.time.LocalDate;

/**
 * A load of a snapshot table.
 *
 * @param attempt names the run of the load that was committed, and its directory
 * @param dataDate the day as of which its rows are; of two versions of a key the later day's stands
 */
record SnapshotLoad(LoadRecord record, String attempt, LocalDate dataDate) {

  String loadId() {
    return record.loadId();
  }
}

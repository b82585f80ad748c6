package dev.mercato.etl.load;

import dev.mercato.core.warehouse.MonthStats;
import java.util.List;

/**
 * What a load has written so far, before anything is committed.
 *
 * @param kept rows written for the table
 * @param months what each month of a fact table holds; empty for a snapshot
 * @param incomplete the months (for a snapshot: all of it) in which rows were rejected
 */
record StagedRows(long kept, List<MonthStats> months, List<MonthFiles> incomplete) {
  StagedRows {
    months = List.copyOf(months);
    incomplete = List.copyOf(incomplete);
  }
}

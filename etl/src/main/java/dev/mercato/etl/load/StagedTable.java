package dev.mercato.etl.load;

import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.LoadReport;
import dev.mercato.core.warehouse.MonthStats;
import dev.mercato.core.warehouse.StagedLoad;
import java.util.List;

/**
 * A load that is written and not yet committed.
 *
 * @param months what was counted while its files were written; empty for a snapshot
 * @param expected rejects that a mapping's own rules made, see {@link RawFiles#EXPECTED}
 * @param reasons why rows were rejected, the most frequent first
 */
record StagedTable(
    Table table,
    StagedLoad staged,
    LoadReport report,
    List<MonthStats> months,
    long expected,
    List<RejectReason> reasons) {
  StagedTable {
    months = List.copyOf(months);
    reasons = List.copyOf(reasons);
  }

  /** Rejects that nobody expected. */
  long unexpected() {
    return report.rejected() - expected;
  }

  /** The unexpected rejects as a share of the rows read. */
  double rejectShare() {
    return report.read() == 0 ? 0 : (double) unexpected() / report.read();
  }
}

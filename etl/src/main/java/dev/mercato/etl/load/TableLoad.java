package dev.mercato.etl.load;

import dev.mercato.core.warehouse.LoadRecord;
import java.util.List;

/**
 * One load of one table.
 *
 * @param record the load as it stands in the table now
 * @param committed false if it was there before and nothing was changed
 * @param reasons why rows were rejected, the most frequent first; empty if it was there before
 */
public record TableLoad(LoadRecord record, boolean committed, List<RejectReason> reasons) {

  public TableLoad {
    reasons = List.copyOf(reasons);
  }
}

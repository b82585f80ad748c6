package dev.mercato.etl.load;

import dev.mercato.core.warehouse.LoadRecord;
import java.util.List;

/** The loads that were taken out, as they were. */
public record UnloadResult(List<LoadRecord> loads) {
  public UnloadResult {
    loads = List.copyOf(loads);
  }
}

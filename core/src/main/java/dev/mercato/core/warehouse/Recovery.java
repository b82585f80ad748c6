package dev.mercato.core.warehouse;

import java.util.List;

/**
 * What recovery found and put in order.
 *
 * @param rejects rejects dropped, or put back, because their load was not committed
 * @param partitions empty partitions dropped
 * @param loadsRefreshed whether the table {@code loads} was stale
 * @param busy tables that a running writer has; it tidies up itself
 */
public record Recovery(int rejects, int partitions, boolean loadsRefreshed, List<String> busy) {
  public Recovery {
    busy = List.copyOf(busy);
  }

  /** Nothing had been left behind. */
  public boolean foundNothing() {
    return rejects == 0 && partitions == 0 && !loadsRefreshed && busy.isEmpty();
  }
}

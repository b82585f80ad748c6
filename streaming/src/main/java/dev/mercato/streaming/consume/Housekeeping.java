package dev.mercato.streaming.consume;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.warehouse.FactTable;
import dev.mercato.core.warehouse.Warehouse;
import java.util.List;

/**
 * Keeps a stream's table in shape between batches, on a schedule of its own: merges small loads,
 * brings the table of loads up to date, deletes what no reader can find any more.
 */
final class Housekeeping {
  private final Settings settings;
  private final Warehouse warehouse;
  private final FactTable facts;
  private long due;

  Housekeeping(JobContext context, FactTable facts) {
    this.settings = context.settings();
    this.warehouse = context.warehouse();
    this.facts = facts;
    this.due = next();
  }

  private long next() {
    return System.nanoTime() + settings.stream().mergeEvery().toNanos();
  }

  /** Does what is due. */
  void afterBatch() {
    if (System.nanoTime() - due < 0) {
      return;
    }
    List<StreamMergePlan.Group> groups =
        new StreamMergePlan(settings.maintain().mergeAbove()).of(facts.partitions());
    groups.forEach(group -> facts.merge(group.month(), group.names()));
    warehouse.refreshLoads();
    if (!groups.isEmpty()) {
      warehouse.sweep(settings.maintain().gracePeriod());
    }
    due = next();
  }
}

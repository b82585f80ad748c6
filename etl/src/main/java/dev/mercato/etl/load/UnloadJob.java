package dev.mercato.etl.load;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.LoadedTable;
import dev.mercato.core.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Takes a load out of every table that has it, facts first, so that no reference hangs. */
public final class UnloadJob implements Job<UnloadResult> {
  private final JobContext context;
  private final String loadId;

  public UnloadJob(JobContext context, String loadId) {
    this.context = context;
    this.loadId = loadId;
  }

  /**
   * Unloads.
   *
   * @throws MercatoException status 1 if no table has such a load, or if it is out of some tables
   *     and could not be taken out of the next
   */
  @Override
  public UnloadResult execute() {
    Warehouse warehouse = context.warehouse();
    List<LoadedTable> tables =
        new ArrayList<>(warehouse.exists() ? warehouse.loadedTables() : List.of());
    Collections.reverse(tables);
    List<LoadRecord> taken = new ArrayList<>();
    for (LoadedTable table : tables) {
      if (table.load(loadId).isPresent()) {
        try {
          taken.add(unload(table));
        } catch (RuntimeException e) {
          warehouse.refreshLoadsAfter(e);
          throw taken.isEmpty() ? e : halfDone(taken, table, e);
        }
      }
    }
    if (taken.isEmpty()) {
      throw MercatoException.failed(
          "Could not take out the load '%s': no table has one of that name. 'status' lists the loads there are."
              .formatted(loadId));
    }
    warehouse.refreshLoads();
    return new UnloadResult(taken);
  }

  private MercatoException halfDone(
      List<LoadRecord> taken, LoadedTable failed, RuntimeException cause) {
    return MercatoException.failed(
        "The load '%s' is out of %s, but could not be taken out of '%s': %s Run the same again to take out the rest."
            .formatted(
                loadId,
                taken.stream().map(LoadRecord::table).collect(Collectors.joining(", ")),
                failed.table().name(),
                cause.getMessage()),
        cause);
  }

  private LoadRecord unload(LoadedTable table) {
    try (Progress.Step step =
        context.progress().begin("unload %s %s".formatted(table.table().name(), loadId))) {
      LoadRecord record = table.unload(loadId);
      step.rows(record.kept());
      return record;
    }
  }
}

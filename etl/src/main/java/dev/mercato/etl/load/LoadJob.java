package dev.mercato.etl.load;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.raw.RawZone;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Loads raw batches into the tables, the earliest days first. A batch's tables are written aside
 * one after the other, dimensions first, and committed only when all of them have passed.
 */
public final class LoadJob implements Job<LoadResult> {
  private final JobContext context;
  private final LoadOptions options;
  private final RawZone rawZone;
  private final Warehouse warehouse;

  public LoadJob(JobContext context, LoadOptions options) {
    this.context = context;
    this.options = options;
    this.rawZone =
        options
            .source()
            .map(root -> new RawZone(root, context.spark().sparkContext().hadoopConfiguration()))
            .orElseGet(context::rawZone);
    this.warehouse = context.warehouse();
  }

  /**
   * Loads.
   *
   * @throws MercatoException status 1 if there is no such batch, if a file is not whole, or if days
   *     overlap those of another load; status 3 if a file has other columns than its table, or more
   *     rows are rejected than the settings allow. That batch has then changed no table; those
   *     before it are loaded.
   */
  @Override
  public LoadResult execute() {
    List<RawManifest> batches = batches();
    if (!warehouse.exists()) {
      warehouse.create();
    }
    List<LoadRecord> known = options.replace() ? List.of() : warehouse.loads();
    List<TableLoad> loads = new ArrayList<>();
    try {
      for (RawManifest batch : batches) {
        List<TableLoad> present = present(batch, known);
        loads.addAll(
            present.size() == batch.tables().size()
                ? present
                : new BatchLoad(context, rawZone, warehouse, batch, options.replace()).load());
      }
    } catch (RuntimeException e) {
      warehouse.refreshLoadsAfter(e);
      throw e;
    }
    warehouse.refreshLoads();
    return new LoadResult(loads);
  }

  /** What was loaded of a batch before: asked once for all batches, of which there may be years. */
  private static List<TableLoad> present(RawManifest batch, List<LoadRecord> known) {
    return known.stream()
        .filter(load -> load.loadId().equals(batch.batch()))
        .filter(load -> batch.table(load.table()).isPresent())
        .map(load -> new TableLoad(load, false, List.of()))
        .toList();
  }

  private List<RawManifest> batches() {
    List<RawManifest> present = rawZone.batches();
    if (present.isEmpty()) {
      throw MercatoException.failed(
          "There is nothing to load: the raw zone %s has no batch. Make one with 'generate' or 'import'."
              .formatted(rawZone.location()));
    }
    if (options.batch().isEmpty()) {
      return present;
    }
    String name = options.batch().get();
    return List.of(
        present.stream()
            .filter(batch -> batch.batch().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    MercatoException.failed(
                        "There is no raw batch '%s' in %s; there are %s."
                            .formatted(name, rawZone.location(), names(present)))));
  }

  private static String names(List<RawManifest> batches) {
    int shown = 10;
    String first =
        batches.stream().limit(shown).map(RawManifest::batch).collect(Collectors.joining(", "));
    return batches.size() <= shown
        ? first
        : "%s and %d more".formatted(first, batches.size() - shown);
  }
}

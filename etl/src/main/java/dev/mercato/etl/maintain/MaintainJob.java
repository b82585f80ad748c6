package dev.mercato.etl.maintain;

import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.settings.MaintainSettings;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import dev.mercato.core.warehouse.FactPartition;
import dev.mercato.core.warehouse.FactTable;
import dev.mercato.core.warehouse.MergeResult;
import dev.mercato.core.warehouse.Swept;
import dev.mercato.core.warehouse.Warehouse;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges months that many loads have filled, leaves out rows whose key stands in two loads of a
 * month, and deletes what no reader can find any more.
 *
 * <p>Each merge is one commit: readers see the month as it was or as it is, and a run that is
 * broken off has merged some months and not others.
 */
public final class MaintainJob implements Job<MaintainResult> {
  private final Warehouse warehouse;
  private final MaintainSettings settings;
  private final Progress progress;

  public MaintainJob(JobContext context) {
    this(context.warehouse(), context.settings().maintain(), context.progress());
  }

  MaintainJob(Warehouse warehouse, MaintainSettings settings, Progress progress) {
    this.warehouse = warehouse;
    this.settings = settings;
    this.progress = progress;
  }

  @Override
  public MaintainResult execute() {
    Map<String, List<MergeResult>> merged = new LinkedHashMap<>();
    for (Table table : Registry.LOADED) {
      if (table.kind() == TableKind.FACT) {
        List<MergeResult> months = merge(warehouse.facts(table));
        if (!months.isEmpty()) {
          merged.put(table.name(), months);
        }
      }
    }
    warehouse.refreshLoads();
    return new MaintainResult(merged, sweep());
  }

  private List<MergeResult> merge(FactTable table) {
    try (Progress.Step step = progress.begin("merge " + table.table().name())) {
      List<FactPartition> partitions = table.partitions();
      Map<YearMonth, Set<String>> sharing = table.sharingKeys(MergePlan.shared(partitions));
      List<MergeResult> months = new ArrayList<>();
      new MergePlan(settings.mergeAbove())
          .of(partitions, sharing)
          .forEach(
              (month, names) -> {
                MergeResult result = table.merge(month, names);
                step.rows(result.rows());
                months.add(result);
              });
      return months;
    }
  }

  private Map<String, Swept> sweep() {
    try (Progress.Step step = progress.begin("sweep")) {
      Map<String, Swept> swept = warehouse.sweep(settings.gracePeriod());
      step.rows(0);
      return swept;
    }
  }
}

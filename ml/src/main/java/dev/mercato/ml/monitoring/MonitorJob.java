package dev.mercato.ml.monitoring;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.time.ShopTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what the champions see now with what they were made for. */
public final class MonitorJob implements Job<MonitorResult> {
  private final JobContext context;
  private final List<ModelWatch> watches;

  public MonitorJob(JobContext context, List<ModelWatch> watches) {
    this.context = context;
    this.watches = List.copyOf(watches);
  }

  /**
   * Looks at every model that has a champion.
   *
   * @throws MercatoException status 1 if none has
   */
  @Override
  public MonitorResult execute() {
    ModelStore store = ModelStore.of(context);
    DriftReport report = new DriftReport(List.of());
    List<LaterFigure> performance = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    boolean any = false;
    try (ShopTimeline timeline = ShopTimeline.of(context)) {
      for (ModelWatch watch : watches) {
        Optional<StoredModel> champion = store.champion(watch.name());
        any |= champion.isPresent();
        if (champion.isEmpty()) {
          notices.add(
              "There is no model '%s' to watch: train one with 'train %s'."
                  .formatted(watch.name(), watch.name()));
        } else if (!champion.get().has(ModelWatch.FILE)) {
          notices.add(
              "The model %s has kept nothing to compare with: train it again with 'train %s'."
                  .formatted(champion.get().id(), watch.name()));
        } else {
          Observation seen = observe(watch, timeline, champion.get());
          report =
              report.and(
                  DriftReport.of(watch.name() + "/", seen.drift(), context.settings().monitor()));
          performance.addAll(seen.performance());
        }
      }
    }
    if (!any) {
      throw MercatoException.failed(String.join(" ", notices));
    }
    return new MonitorResult(report, performance, notices);
  }

  private Observation observe(ModelWatch watch, ShopTimeline timeline, StoredModel champion) {
    try (var step = context.progress().begin(watch.name() + ": look for drift")) {
      context.spark().sparkContext().setJobDescription("monitor: " + champion.id());
      return watch.observe(timeline, champion);
    }
  }
}

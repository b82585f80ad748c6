package dev.mercato.cli;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.LastRuns;
import dev.mercato.core.job.RunRecord;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.Warehouse;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.ModelSummary;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what is there and what the last runs did. */
@Command(
    name = "status",
    description =
        "What is in the raw zone, what is loaded, what is trained, what the last runs did.")
final class StatusCommand extends PlatformCommand {
  private static final int RUNS_SHOWN = 10;

  @Option(
      names = "--watch",
      description = "Show how the running consumer of the stream is doing, until stopped.")
  boolean watch;

  /** A consumer has the home to itself; what it says of itself can be read beside it. */
  @Override
  public Integer call() {
    if (!watch) {
      return super.call();
    }
    new StreamWatch(settings(), out()).follow();
    return ExitStatus.DONE.code();
  }

  @Override
  protected ExitStatus run(JobContext context) {
    rawZone(context.rawZone().batches());
    loads(context.warehouse());
    models(ModelStore.of(context));
    LastRuns last = context.runLog().last(RUNS_SHOWN);
    runs(last);
    notice(context.settings().locations().runs(), last.unreadable());
    return ExitStatus.DONE;
  }

  private void rawZone(List<RawManifest> batches) {
    out().println("Raw zone");
    if (batches.isEmpty()) {
      out().println("  no batch yet; make one with: mercato generate");
    }
    for (RawManifest batch : batches) {
      out().printf("  %s  %s%n", batch.batch(), batch.origin().description());
      batch
          .tables()
          .forEach(
              table ->
                  out().printf(Locale.ROOT, "    %-14s %,14d rows%n", table.table(), table.rows()));
    }
  }

  private void loads(Warehouse warehouse) {
    out().println("Loads");
    List<LoadRecord> loads = warehouse.exists() ? warehouse.loads() : List.of();
    if (loads.isEmpty()) {
      out().println("  none yet; load the raw zone with: mercato load");
    }
    for (LoadRecord load : loads) {
      out()
          .printf(
              Locale.ROOT,
              "  %-14s %s  read %,d  kept %,d  rejected %,d  duplicates %,d%n",
              load.table(),
              load.loadId(),
              load.read(),
              load.kept(),
              load.rejected(),
              load.duplicates());
    }
  }

  private void models(ModelStore store) {
    out().println("Models");
    boolean none = true;
    for (String name : ModelStore.NAMES) {
      for (ModelSummary model : store.list(name)) {
        none = false;
        out()
            .printf(
                "  %-9s  %s  %s%n",
                name, model.id().version(), model.champion() ? "serves" : model.fault());
      }
    }
    if (none) {
      out().println("  none yet; train them with: mercato train recommend, mercato train churn");
    }
  }

  private void runs(LastRuns last) {
    out().println("Last runs");
    if (last.runs().isEmpty()) {
      out().println("  none yet");
    }
    for (RunRecord run : last.runs()) {
      out()
          .printf(
              Locale.ROOT,
              "  %s  %-10s status %d  %7.1f s  %s%n",
              run.startedAt(),
              run.command(),
              run.status(),
              run.seconds(),
              run.error());
    }
  }

  private static void notice(String directory, List<String> unreadable) {
    if (!unreadable.isEmpty()) {
      System.err.printf(
          "mercato status: Some records of past runs in %s cannot be read and are left out: delete %s.%n",
          directory, String.join(", ", unreadable));
    }
  }

  @Override
  protected boolean isRecorded() {
    return false;
  }
}

package dev.mercato.cli;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.RunRecord;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.Warehouse;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Says what is there and what the last runs did. */
@Command(
    name = "status",
    description = "What is in the raw zone, what is loaded, what the last runs did.")
final class StatusCommand extends PlatformCommand {
  private static final int RUNS_SHOWN = 10;

  @Override
  protected ExitStatus run(JobContext context) {
    rawZone(context.rawZone().batches());
    loads(context.warehouse());
    runs(context.runLog().last(RUNS_SHOWN));
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

  private void runs(List<RunRecord> runs) {
    out().println("Last runs");
    if (runs.isEmpty()) {
      out().println("  none yet");
    }
    for (RunRecord run : runs) {
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

  @Override
  protected boolean isRecorded() {
    return false;
  }
}

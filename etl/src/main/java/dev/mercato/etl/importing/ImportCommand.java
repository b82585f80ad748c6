package dev.mercato.etl.importing;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.DateRange;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings foreign files into the raw zone. */
@Command(
    name = "import",
    description = "Bring a shop's own files (CSV, Parquet, JSON) into the raw zone by a mapping.")
public final class ImportCommand extends PlatformCommand {

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "FILE",
      description = "What the files hold, as YAML; config/import has examples.")
  Path mapping;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "DIR",
      description = "The files, or one of them.")
  String source;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "Take rows from this day on; goes with --to. Default: all.")
  Optional<LocalDate> from = Optional.empty();

  @Option(names = "--to", paramLabel = "DATE", description = "Take rows up to this day, included.")
  Optional<LocalDate> to = Optional.empty();

  @Override
  protected ExitStatus run(JobContext context) {
    ImportResult result =
        new ImportJob(context, new ImportOptions(mapping, source, days())).execute();
    out().printf(Locale.ROOT, "%,d rows read from %,d files%n", result.rows(), result.files());
    result
        .batch()
        .tables()
        .forEach(
            table ->
                out()
                    .printf(
                        Locale.ROOT,
                        "  %-14s %,12d rows  %,10d rejected%n",
                        table.table(),
                        table.rows(),
                        table.rejected()));
    if (result.undated() > 0) {
      out()
          .printf(
              Locale.ROOT,
              "%,d rows belong to no day%s%n",
              result.undated(),
              days().map(days -> " and were left out").orElse(": rejects, where they are facts"));
    }
    out()
        .printf(
            "The batch %s is in %s. Next: mercato load%s%n",
            result.batch().batch(), context.settings().locations().raw(), sameHome());
    return ExitStatus.DONE;
  }

  private Optional<DateRange> days() {
    if (from.isPresent() != to.isPresent()) {
      throw MercatoException.usage("--from and --to go together: give both or neither.");
    }
    return from.map(first -> new DateRange(first, to.orElseThrow()));
  }
}

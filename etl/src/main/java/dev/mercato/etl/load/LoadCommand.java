package dev.mercato.etl.load;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Loads raw batches into the tables. */
@Command(
    name = "load",
    description = "Load raw batches into the Hive tables; what is loaded already is left alone.")
public final class LoadCommand extends PlatformCommand {

  @Option(
      names = "--batch",
      paramLabel = "NAME",
      description = "One batch, FROM_TO. Default: every batch that is not yet loaded.")
  Optional<String> batch = Optional.empty();

  @Option(
      names = "--source",
      paramLabel = "DIR",
      description = "Another raw zone to load from. Default: the home's own.")
  Optional<String> source = Optional.empty();

  @Option(
      names = "--replace",
      description = "Read batches that are loaded already again, each into its own place.")
  boolean replace;

  @Override
  protected ExitStatus run(JobContext context) {
    LoadResult result = new LoadJob(context, new LoadOptions(batch, source, replace)).execute();
    out()
        .printf(
            Locale.ROOT,
            "%,d rows loaded, %,d rejected. Next: mercato marts%s%n",
            result.kept(),
            result.rejected(),
            sameHome());
    return ExitStatus.DONE;
  }
}

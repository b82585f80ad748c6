package dev.mercato.etl.maintain;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Merges small loads, removes duplicates and deletes what no reader can find. */
@Command(
    name = "maintain",
    description = "Merge small loads, remove duplicates by key, delete what no reader can find.")
public final class MaintainCommand extends PlatformCommand {

  @Override
  protected ExitStatus run(JobContext context) {
    MaintainResult result = new MaintainJob(context).execute();
    out()
        .printf(
            Locale.ROOT,
            "%,d partitions merged away, %,d duplicate rows removed, %,d directories (%,d bytes) deleted%n",
            result.partitionsMerged(),
            result.duplicatesRemoved(),
            result.directoriesDeleted(),
            result.bytesDeleted());
    return ExitStatus.DONE;
  }
}

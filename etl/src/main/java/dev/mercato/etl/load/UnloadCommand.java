package dev.mercato.etl.load;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a load out of the tables again. */
@Command(name = "unload", description = "Take a load out of the tables again, its rejects too.")
public final class UnloadCommand extends PlatformCommand {

  @Parameters(paramLabel = "LOAD_ID", description = "The load, as 'mercato status' lists it.")
  String loadId;

  @Override
  protected ExitStatus run(JobContext context) {
    new UnloadJob(context, loadId)
        .execute()
        .loads()
        .forEach(
            load ->
                out().printf(Locale.ROOT, "%,d rows of %s taken out%n", load.kept(), load.table()));
    return ExitStatus.DONE;
  }
}

package dev.mercato.etl.report;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import picocli.CommandLine.Command;

/** Makes the report. */
@Command(
    name = "report",
    description =
        "Make one page about the shop from its tables and marts, and its plots as PNG files.")
public final class ReportCommand extends PlatformCommand {

  @Override
  protected ExitStatus run(JobContext context) {
    ReportResult result = new ReportJob(context).execute();
    result.notices().forEach(System.err::println);
    out().println(result.page());
    return ExitStatus.DONE;
  }
}

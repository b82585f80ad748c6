package dev.mercato.ml.pages;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import picocli.CommandLine.Command;

/** Makes the models' page. */
@Command(
    name = "report-models",
    description =
        "Make one page about the models that serve: how good they are, who is at risk, what is recommended.")
public final class ModelReportCommand extends PlatformCommand {

  @Override
  protected ExitStatus run(JobContext context) {
    ModelPagesResult result = new ModelPagesJob(context).execute();
    result.notices().forEach(System.err::println);
    out().println(result.page());
    return ExitStatus.DONE;
  }
}

package dev.mercato.cli;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a query on the platform's tables. */
@Command(name = "sql", description = "Run a query on the platform's tables.")
final class SqlCommand extends PlatformCommand {
  @Parameters(paramLabel = "QUERY", description = "One statement of Spark SQL.")
  String query;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "table, csv or json (one object a line). Default: ${DEFAULT-VALUE}.")
  OutputFormat format;

  @Override
  protected ExitStatus run(JobContext context) {
    try {
      new ResultWriter(out()).write(context.spark().sql(query), format);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Scala does not declare it, but Spark throws the checked AnalysisException, of which a
      // ParseException is one
      throw MercatoException.usage(
          "The query cannot be run: %s".formatted(firstLine(e.getMessage())));
    }
    return ExitStatus.DONE;
  }

  /** What Spark says before it shows the statement or the plan. */
  private static String firstLine(String message) {
    return message.strip().lines().findFirst().orElse("no reason given");
  }

  @Override
  protected boolean isRecorded() {
    return false;
  }
}

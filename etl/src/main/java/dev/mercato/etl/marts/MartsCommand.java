package dev.mercato.etl.marts;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the marts up to date. */
@Command(name = "marts", description = "Bring the marts up to date with what is loaded.")
public final class MartsCommand extends PlatformCommand {

  @Option(names = "--all", description = "Compute every month again, changed or not.")
  boolean everything;

  @Override
  protected ExitStatus run(JobContext context) {
    for (MartResult mart : new MartsJob(context, new MartsOptions(everything)).execute().marts()) {
      out()
          .printf(
              Locale.ROOT,
              "%-20s %s%n",
              mart.name(),
              mart.upToDate() ? "up to date" : "%,d rows%s".formatted(mart.rows(), months(mart)));
    }
    return ExitStatus.DONE;
  }

  private static String months(MartResult mart) {
    return mart.months().keySet().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", mart.months().isEmpty() ? "" : " in ", ""));
  }
}

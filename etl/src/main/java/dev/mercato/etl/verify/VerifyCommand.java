package dev.mercato.etl.verify;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Checks that tables, loads and files agree. */
@Command(
    name = "verify",
    description =
        "Check that tables, loads and files agree; on a cluster, that HiveServer2 reads the same.")
public final class VerifyCommand extends PlatformCommand {

  @Override
  protected ExitStatus run(JobContext context) {
    VerifyResult result = new VerifyJob(context).execute();
    for (CheckName name : CheckName.values()) {
      summarize(name, result.of(name));
    }
    result.failures().forEach(failure -> out().println(failure.sentence()));
    return result.passed() ? ExitStatus.DONE : ExitStatus.CHECKS_FAILED;
  }

  private void summarize(CheckName name, List<CheckResult> checks) {
    if (checks.isEmpty()) {
      return;
    }
    long failed = checks.stream().filter(check -> !check.passed()).count();
    out()
        .printf(
            Locale.ROOT,
            "%-12s %6d checked %6s  %s%n",
            name.label(),
            checks.size(),
            failed == 0 ? "ok" : failed + " FAILED",
            name.claim());
  }
}

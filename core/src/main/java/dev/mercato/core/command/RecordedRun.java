package dev.mercato.core.command;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.job.RunLog;
import dev.mercato.core.job.RunRecord;
import dev.mercato.core.job.StepRecord;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command's run, of which a record is kept however it ends. A record that cannot be kept changes
 * nothing about how it ends.
 *
 * @param steps the steps that have ended so far
 */
record RecordedRun(
    CommandSpec command,
    List<String> arguments,
    Instant start,
    Supplier<List<StepRecord>> steps,
    RunLog log) {

  /** Does the work to its end. */
  ExitStatus finish(Supplier<ExitStatus> work) {
    ExitStatus status;
    try {
      status = work.get();
    } catch (Throwable e) {
      // Spark also throws checked exceptions that Scala does not declare
      Failure failure = Failure.of(e);
      try {
        keep(failure.status(), failure.sentence());
      } catch (RuntimeException unrecorded) {
        // What went wrong first is what the user has to know.
        e.addSuppressed(unrecorded);
      }
      throw e;
    }
    try {
      keep(status, "");
    } catch (RuntimeException unrecorded) {
      PrintWriter err = command.commandLine().getErr();
      err.printf("%s: %s%n", command.qualifiedName(), Failure.of(unrecorded).sentence());
      err.flush();
    }
    return status;
  }

  private void keep(ExitStatus status, String error) {
    double seconds = start.until(Instant.now(), ChronoUnit.MILLIS) / 1e3;
    log.add(
        new RunRecord(
            command.name(),
            arguments,
            start.toString(),
            seconds,
            status.code(),
            error,
            steps.get()));
  }
}

package dev.mercato.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.job.RunLog;
import dev.mercato.core.job.RunRecord;
import dev.mercato.core.job.StepRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class TestRecordedRun {
  private static final List<StepRecord> STEPS = List.of(new StepRecord("load orders", 7, 0.5));

  @TempDir Path home;

  private final StringWriter err = new StringWriter();
  private RunLog log;

  @BeforeEach
  void begin() {
    log = new RunLog(home.resolve("runs").toString(), new Configuration());
  }

  @Test
  void aRunIsRecordedWithItsStatusAndSteps() {
    assertThat(finish(() -> ExitStatus.CHECKS_FAILED)).isEqualTo(ExitStatus.CHECKS_FAILED);

    RunRecord run = record();
    assertThat(run.command()).isEqualTo("load");
    assertThat(run.arguments()).containsExactly("load", "--replace");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.error()).isEmpty();
    assertThat(run.steps()).isEqualTo(STEPS);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anErrorThatIsNoExceptionIsRecordedAndThrownAsItWas() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");

    assertThatThrownBy(() -> finish(throwing(error))).isSameAs(error);
    assertThat(record().status()).isEqualTo(1);
    assertThat(record().error()).startsWith("The memory did not suffice (Java heap space)");
  }

  @Test
  void aRecordThatCannotBeKeptIsNoFailureOfWhatWasDone() throws IOException {
    Files.createFile(home.resolve("runs"));

    assertThat(finish(() -> ExitStatus.DONE)).isEqualTo(ExitStatus.DONE);
    assertThat(err.toString())
        .startsWith("load: The record of this run could not be kept in " + home.resolve("runs"))
        .hasLineCount(1);
  }

  @Test
  void aRecordThatCannotBeKeptDoesNotHideWhatWentWrong() throws IOException {
    Files.createFile(home.resolve("runs"));
    IllegalStateException error = new IllegalStateException("no batch");

    assertThatThrownBy(() -> finish(throwing(error)))
        .isSameAs(error)
        .satisfies(
            thrown ->
                assertThat(thrown.getSuppressed())
                    .singleElement()
                    .isInstanceOf(MercatoException.class));
    assertThat(err.toString()).isEmpty();
  }

  private ExitStatus finish(Supplier<ExitStatus> work) {
    CommandSpec command = CommandSpec.create().name("load");
    new CommandLine(command).setErr(new PrintWriter(err, true));
    return new RecordedRun(command, List.of("load", "--replace"), Instant.EPOCH, () -> STEPS, log)
        .finish(work);
  }

  private RunRecord record() {
    return log.last(2).runs().stream().reduce((first, second) -> null).orElseThrow();
  }

  private static Supplier<ExitStatus> throwing(Throwable error) {
    return () -> TestRecordedRun.<RuntimeException, ExitStatus>raise(error);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable, T> T raise(Throwable error) throws E {
    throw (E) error;
  }
}

package dev.mercato.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class TestCommandRunner {

  @Test
  void anErrorThatIsNoExceptionEndsInASentence() {
    Ended ended =
        run(
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });

    assertThat(ended)
        .isEqualTo(
            new Ended(
                1,
                "fail: The memory did not suffice (Java heap space): give more than the %d MB of now, with MERCATO_MEMORY or spark-submit's --driver-memory.\n"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20)));
  }

  @Test
  void aKnownErrorEndsInItsSentenceAndStatus() {
    Ended ended =
        run(
            () -> {
              throw MercatoException.checksFailed("Too many rejects.");
            });

    assertThat(ended).isEqualTo(new Ended(3, "fail: Too many rejects.\n"));
  }

  @Test
  void whatIsNoDayIsToldHowOneIsGiven() {
    assertThat(run(Map::of, "--day", "yesterday"))
        .isEqualTo(
            new Ended(
                2,
                "fail: Invalid value for option '--day': 'yesterday' is no day: give it as yyyy-mm-dd. See 'fail --help'.\n"));
  }

  private static Ended run(Supplier<Map<String, String>> failure, String... arguments) {
    PrintStream terminal = System.err;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      int status = CommandRunner.run(new FailingCommand(failure), arguments);
      return new Ended(status, shown.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(terminal);
    }
  }

  private record Ended(int status, String shown) {}

  /** Fails before the home is taken and Spark started. */
  @Command(name = "fail")
  private static final class FailingCommand extends PlatformCommand {
    private final Supplier<Map<String, String>> failure;

    @SuppressWarnings("unused") // picocli reads it
    @Option(names = "--day")
    Optional<LocalDate> day = Optional.empty();

    FailingCommand(Supplier<Map<String, String>> failure) {
      this.failure = failure;
    }

    @Override
    protected Map<String, String> settingsOptions() {
      return failure.get();
    }

    @Override
    protected ExitStatus run(JobContext context) {
      return ExitStatus.DONE;
    }
  }
}

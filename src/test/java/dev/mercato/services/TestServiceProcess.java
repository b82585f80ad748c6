package dev.mercato.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TestServiceProcess {
  private static final Pattern STARTED = Pattern.compile("started (\\d+)\n");

  static ServiceProcess sleeper(String name, String... arguments) {
    return ServiceProcess.start(
        new ServiceProcess.Command(
            name,
            Checkout.config("hdfs"),
            List.of(),
            Sleeper.class.getName(),
            List.of(arguments),
            List.of("-Xmx32m"),
            Map.of()));
  }

  @Test
  void aClosedServiceIsGone() {
    ServiceProcess process = sleeper("closed");
    process.close();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void aKilledServiceIsGone() {
    ServiceProcess process = sleeper("killed");
    process.kill();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void aServiceDoesNotOutliveTheJvmThatStartedItEvenIfThatIsKilled() throws Exception {
    ServiceProcess parent = sleeper("parent", "with a child");
    parent.awaitReady(() -> STARTED.matcher(text(parent)).find());
    Matcher started = STARTED.matcher(text(parent));
    assertThat(started.find()).isTrue();
    ProcessHandle child = ProcessHandle.of(Long.parseLong(started.group(1))).orElseThrow();

    parent.kill();

    child.onExit().get(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS);
  }

  @Test
  void aServiceThatEndsBeforeItIsReadyFailsWithItsStatusAndTheEndOfItsLog() {
    try (ServiceProcess process =
        ServiceProcess.start(
            new ServiceProcess.Command(
                "missing",
                Checkout.config("hdfs"),
                List.of(),
                "no.such.Service",
                List.of(),
                List.of(),
                Map.of()))) {
      assertThatThrownBy(() -> process.awaitReady(() -> false))
          .hasMessageContaining("missing ended with status 1 before it was ready")
          .hasMessageContaining("ClassNotFoundException: no.such.Service");
    }
  }

  private static String text(ServiceProcess process) {
    try {
      return Files.readString(process.log());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

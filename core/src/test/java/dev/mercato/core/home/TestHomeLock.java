package dev.mercato.core.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestHomeLock {
  @TempDir Path home;

  @Test
  void aSecondProcessIsToldWhoTheOwnerIs() throws Exception {
    Process owner = startOwner();
    try {
      assertThatThrownBy(() -> HomeLock.take(home, "load"))
          .hasMessageContaining(
              "The home %s is in use by process %d (mercato run)", home, owner.pid())
          .hasMessageContaining("--home");
    } finally {
      owner.destroyForcibly().waitFor();
    }
  }

  @Test
  void theLockOfADeadOwnerIsTakenOver() throws Exception {
    Process owner = startOwner();
    owner.destroyForcibly().waitFor();
    assertThat(Files.readString(home.resolve("data/home.lock"))).contains("process " + owner.pid());

    HomeLock.take(home, "load").close();
  }

  @Test
  void theLockIsGivenBackOnClose() {
    HomeLock.take(home, "load").close();

    HomeLock.take(home, "marts").close();
  }

  @Test
  void aRefusalInTheSameProcessDoesNotGiveTheLockAway() throws Exception {
    try (HomeLock first = HomeLock.take(home, "run")) {
      assertThatThrownBy(() -> HomeLock.take(home, "load")).hasMessageContaining("in use by");

      Process other = start();
      assertThat(other.inputReader().readLine()).contains("in use by process");
      assertThat(other.waitFor()).isNotZero();
    }
  }

  @Test
  void aHomeThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(home.resolve("file"));

    assertThatThrownBy(() -> HomeLock.take(file, "run"))
        .hasMessageContaining("The home %s cannot be written", file);
  }

  private Process startOwner() throws IOException, InterruptedException {
    Process owner = start();
    assertThat(owner.inputReader().readLine()).isEqualTo("taken");
    assertThat(owner.waitFor(0, TimeUnit.SECONDS)).isFalse();
    return owner;
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            Owner.class.getName(),
            home.toString())
        .redirectErrorStream(true)
        .start();
  }

  /** Another process that takes the home and keeps it. */
  static final class Owner {
    public static void main(String[] arguments) throws InterruptedException {
      try (HomeLock lock = HomeLock.take(Path.of(arguments[0]), "run")) {
        System.out.println("taken");
        TimeUnit.MINUTES.sleep(1);
      }
    }
  }
}

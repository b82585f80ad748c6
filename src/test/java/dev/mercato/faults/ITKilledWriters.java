package dev.mercato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads that die as by {@code kill -9} at each named point, on the embedded metastore. Each process
 * looks at what the one before it has left, repeats that, and compares it with an undisturbed run;
 * or it dies in the repetition, or in the next step.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class ITKilledWriters {
  private static final int KILLED = 137;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir static Path home;

  @Test
  @Order(1)
  void aLoadKilledBeforeItsFilesDies() {
    dies("prepare:3", "run:1:before-files@transactions");
  }

  @Test
  @Order(2)
  void itHasLeftNothingAndTheSameLoadKilledAfterItsFilesDies() {
    assertThat(dies("look:1", "run:1:after-files@transactions")).contains("LEFT NOTHING");
  }

  @Test
  @Order(3)
  void itHasLeftTheTablesBeforeAndALoadKilledAfterItsRejectsDies() {
    assertThat(dies("check:1", "run:2:after-rejects@clickstream"))
        .contains("LEFT SOME_TABLES", "CHECKED 1");
  }

  @Test
  @Order(4)
  void itHasLeftOneTableOldAndAReplacementKilledAfterItsCommitDies() {
    assertThat(dies("check:2", "run:3:after-commit@clickstream"))
        .contains("LEFT SOME_TABLES", "CHECKED 2");
  }

  @Test
  @Order(5)
  void itHasLeftTheNewRows() {
    assertThat(ends("check:3")).contains("LEFT ALL_TABLES", "CHECKED 3");
  }

  private static List<String> dies(String... tasks) {
    return run(KILLED, tasks);
  }

  private static List<String> ends(String... tasks) {
    return run(0, tasks);
  }

  private static List<String> run(int status, String... tasks) {
    List<String> arguments = new java.util.ArrayList<>(List.of(home.toString()));
    arguments.addAll(List.of(tasks));
    try (JavaProcess writer = JavaProcess.start(Writer.class, List.of(), arguments)) {
      int found = writer.awaitEnd(PATIENCE);
      List<String> said = writer.lines();
      assertThat(found).as(String.join("\n", said)).isEqualTo(status);
      assertThat(said).noneMatch(line -> line.startsWith("FAULT"));
      return said;
    }
  }
}

package dev.mercato.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.command.CommandRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ITGenerateCommand {

  @TempDir Path home;

  @Test
  void itFillsTheRawZoneAndShowsTheCalibrationBesideItsTargets() throws IOException {
    Outcome outcome =
        run("--users", "400", "--products", "120", "--from", "2025-03-01", "--to", "2025-03-09");

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("cart abandonment", "target", "2025-03-01_2025-03-09", "mercato load");
    assertThat(outcome.err()).contains("generate clickstream").contains("rows");
    assertThat(Files.readString(home.resolve("data/raw/manifests/2025-03-01_2025-03-09.json")))
        .contains("\"users\" : 400");
  }

  @Test
  void wrongSettingsAreAllNamedAndNothingIsMade() {
    Outcome outcome = run("--users", "0", "--seed", "blue", "--from", "2025-02-30");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("shop.users")
        .contains("shop.seed")
        .contains("blue")
        .contains("generate.from")
        .contains("2025-02-30");
    assertThat(home.resolve("data/raw")).doesNotExist();
  }

  @Test
  void aRangeTheWrongWayRoundIsRefused() {
    Outcome outcome = run("--from", "2025-03-09", "--to", "2025-03-01");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("2025-03-09");
  }

  private Outcome run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("generate", "--home", home.toString()));
    arguments.addAll(List.of(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream usualOut = System.out;
    PrintStream usualErr = System.err;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int status = CommandRunner.run(new Generator(), arguments.toArray(String[]::new));
      return new Outcome(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(usualOut);
      System.setErr(usualErr);
    }
  }

  private record Outcome(int status, String out, String err) {}
}

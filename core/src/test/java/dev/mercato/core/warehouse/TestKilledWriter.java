package dev.mercato.core.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that die at once where they stand, one after the other on the same home. */
class TestKilledWriter {
  private static final int KILLED = 137;

  @TempDir Path home;

  @Test
  void aKilledWriterShowsNothingOrAllAndTheNextOneGoesOn() throws Exception {
    assertThat(run("after-rejects", KILLED, "append"))
        .as("a new shop")
        .containsExactly("rows= rejects=0 loads=");
    assertThat(run("after-commit", KILLED, "append"))
        .as("killed after the rejects: nothing")
        .containsExactly("rows= rejects=0 loads=");
    assertThat(run("after-rejects", KILLED, "append", "replace"))
        .as("killed after the metastore call: all")
        .containsExactly("rows=1,2 rejects=2 loads=winter:2:0");
    assertThat(run("after-commit", KILLED, "replace"))
        .as("killed between the rejects and the data of a replacement: the old of both")
        .containsExactly("rows=1,2 rejects=2 loads=winter:2:0");
    assertThat(run("after-commit", KILLED, "merge"))
        .as("killed after a replacement: the new of both")
        .containsExactly("rows=3,4 rejects=1 loads=winter:2:2");
    assertThat(run("nowhere", 0))
        .as("killed after a merge: merged, and nothing forgotten")
        .startsWith("rows=3,4 rejects=1 loads=stream:1:0,winter:1:2");
  }

  /** What the process found in the shop. */
  private List<String> run(String haltAt, int status, String... what) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-D" + HaltPoint.PROPERTY + "=" + haltAt,
            "-cp",
            System.getProperty("java.class.path"),
            ShopProcess.class.getName(),
            home.toString()));
    command.addAll(List.of(what));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> found = found(process);
    assertThat(process.waitFor()).isEqualTo(status);
    return found;
  }

  private static List<String> found(Process process) throws IOException {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return out.lines()
          .filter(line -> line.startsWith(ShopProcess.FOUND))
          .map(line -> line.substring(ShopProcess.FOUND.length()))
          .toList();
    }
  }
}

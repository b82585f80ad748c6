package dev.mercato.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.services.Checkout;
import dev.mercato.services.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebooks that need no cluster run, and all are kept without output. */
class ITNotebooks {
  @TempDir Path directory;

  @Test
  void theSimulatorIsADataSourceOfAStockSession() throws IOException {
    try (var jars =
        Files.newDirectoryStream(
            Checkout.root().resolve("generator/target"), "mercato-generator-*-job.jar")) {
      Finished run =
          Notebook.run(
              "simulated_source.ipynb",
              directory,
              Map.of("GENERATOR_JAR", jars.iterator().next().toString()));
      assertThat(run.status()).as(run.output()).isZero();
    }
  }

  @Test
  void noOutputIsKept() throws IOException {
    try (var files = Files.list(Notebook.FOLDER)) {
      assertThat(files.filter(file -> file.toString().endsWith(".ipynb")))
          .isNotEmpty()
          .allSatisfy(
              notebook ->
                  assertThat(Files.readString(notebook))
                      .contains("\"outputs\": []")
                      .doesNotContain("\"output_type\""));
    }
  }
}

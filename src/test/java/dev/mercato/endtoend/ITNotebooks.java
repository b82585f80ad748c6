package dev.mercato.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.job.JobContext;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.etl.marts.MartsJob;
import dev.mercato.etl.marts.MartsOptions;
import dev.mercato.services.Checkout;
import dev.mercato.services.Finished;
import dev.mercato.services.HiveCluster;
import dev.mercato.services.OnHiveCluster;
import dev.mercato.services.PythonEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebooks run from their first cell to their last, and are kept without output. */
@OnHiveCluster
class ITNotebooks {
  private static final Path NOTEBOOKS = Checkout.root().resolve("notebooks");

  @TempDir Path directory;

  @Test
  void theTourReadsTheHiveTablesByBothEngines(HiveCluster cluster) throws Exception {
    ClusterShop shop = ClusterShop.open(cluster, "notebooks");
    JobContext context = shop.context();
    new LoadJob(context, LoadOptions.everything()).execute();
    new MartsJob(context, MartsOptions.changes()).execute();

    Map<String, String> variables = new HashMap<>();
    variables.put("MERCATO_DATABASE", "notebooks");
    variables.put("HIVESERVER2", cluster.hiveServer2().address());
    variables.put("SPARK_CONF_DIR", sparkDefaults(cluster).toString());
    variables.put("HADOOP_USER_NAME", "jupyter");
    assertRuns("tour.ipynb", variables);
  }

  @Test
  void theSimulatorIsADataSourceOfAStockSession() {
    try (var jars =
        Files.newDirectoryStream(
            Checkout.root().resolve("generator/target"), "mercato-generator-*-job.jar")) {
      assertRuns(
          "simulated_source.ipynb", Map.of("GENERATOR_JAR", jars.iterator().next().toString()));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void noOutputIsKept() throws Exception {
    try (var notebooks = Files.newDirectoryStream(NOTEBOOKS, "*.ipynb")) {
      for (Path notebook : notebooks) {
        assertThat(Files.readString(notebook))
            .as(notebook.toString())
            .contains("\"outputs\": []")
            .doesNotContain("\"output_type\"");
      }
    }
  }

  private Path sparkDefaults(HiveCluster cluster) throws Exception {
    StringBuilder lines = new StringBuilder();
    cluster
        .settings(Map.of())
        .sparkOptions()
        .forEach((key, value) -> lines.append(key).append(' ').append(value).append('\n'));
    cluster
        .settings(Map.of())
        .spark()
        .forEach((key, value) -> lines.append(key).append(' ').append(value).append('\n'));
    Files.writeString(directory.resolve("spark-defaults.conf"), lines);
    return directory;
  }

  private void assertRuns(String notebook, Map<String, String> more) {
    PythonEnvironment python = PythonEnvironment.jupyter();
    Map<String, String> variables = new HashMap<>(more);
    variables.put("SPARK_HOME", python.sparkHome().toString());
    variables.put("SPARK_LOCAL_IP", "127.0.0.1");
    variables.put("IPYTHONDIR", directory.resolve("ipython").toString());
    variables.put("PATH", python.command("python").getParent() + ":" + System.getenv("PATH"));
    Finished run =
        Finished.of(
            List.of(
                python.command("jupyter").toString(),
                "nbconvert",
                "--to",
                "notebook",
                "--execute",
                "--output-dir",
                directory.toString(),
                NOTEBOOKS.resolve(notebook).toString()),
            variables);
    assertThat(run.status()).as(run.output()).isZero();
  }
}

package dev.mercato.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.cli.Mercato;
import dev.mercato.faults.JavaProcess;
import dev.mercato.services.HiveCluster;
import dev.mercato.services.OnHiveCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that is not there is named in one sentence with status 1, within seconds. */
@OnHiveCluster
class ITServicesMissing {
  /** Nobody listens there. */
  private static final String NOWHERE = "127.0.0.1:1";

  @Test
  void aMetastoreThatIsNotThere(HiveCluster cluster) {
    assertThat(
            saidBy(
                cluster,
                "status",
                Map.of("spark.hadoop.hive.metastore.uris", "thrift://" + NOWHERE)))
        .containsExactly(
            "mercato status: The Hive metastore does not answer: start it, or correct"
                + " spark.hadoop.hive.metastore.uris.");
  }

  @Test
  void anHdfsThatIsNotThere(HiveCluster cluster) {
    assertThat(saidBy(cluster, "load", Map.of("spark.hadoop.fs.defaultFS", "hdfs://" + NOWHERE)))
        .containsExactly(
            "mercato load: The file system hdfs://127.0.0.1:1 does not answer (Connection refused):"
                + " start it, or correct its address, spark.hadoop.fs.defaultFS.");
  }

  /** The sentence, without the progress of the steps before. */
  private static List<String> saidBy(
      HiveCluster cluster, String command, Map<String, String> settings) {
    try (JavaProcess process =
        JavaProcess.start(
            Mercato.class, List.of(), ClusterCommand.line(cluster, settings, command))) {
      int status = process.awaitEnd(Duration.ofMinutes(3));
      assertThat(status).as(String.join("\n", process.lines())).isEqualTo(1);
      return process.lines().stream().filter(line -> !line.startsWith("  start Spark")).toList();
    }
  }
}

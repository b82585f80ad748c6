package dev.mercato.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.table.Registry;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.etl.marts.MartsJob;
import dev.mercato.etl.marts.MartsOptions;
import dev.mercato.etl.verify.CheckName;
import dev.mercato.etl.verify.CheckResult;
import dev.mercato.etl.verify.VerifyJob;
import dev.mercato.etl.verify.VerifyResult;
import dev.mercato.services.Finished;
import dev.mercato.services.HiveCluster;
import dev.mercato.services.HiveQueries;
import dev.mercato.services.OnHiveCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop is simulated, loaded and built into marts on the cluster, as users would do it. */
@OnHiveCluster
@Order(Integer.MAX_VALUE)
class ITClusterShop {
  private static ClusterShop shop;
  private static JobContext context;
  private static HiveQueries hive;

  @BeforeAll
  static void loadTheShop(HiveCluster cluster) throws SQLException {
    hive = HiveQueries.connect(cluster);
    shop = ClusterShop.open(cluster, "cluster_shop");
    context = shop.context();
    new LoadJob(context, LoadOptions.everything()).execute();
    new MartsJob(context, MartsOptions.changes()).execute();
  }

  @AfterAll
  static void closeTheConnection() throws SQLException {
    hive.close();
  }

  @Test
  void hiveServer2ReadsEveryColumnOfEveryTableAsSparkDoes() {
    VerifyResult result = new VerifyJob(context).execute();

    assertThat(result.failures().stream().map(CheckResult::sentence)).isEmpty();
    assertThat(result.of(CheckName.HIVESERVER2).stream().map(CheckResult::subject))
        .containsExactlyElementsOf(
            Registry.TABLES.stream().map(table -> "cluster_shop." + table.name()).toList());
  }

  @Test
  void hiveServer2CountsWhatTheLoadsKeptAndRejected() throws SQLException {
    List<List<String>> rejected =
        context.warehouse().loads().stream()
            .filter(load -> load.rejected() > 0)
            .map(load -> List.of(load.table(), load.loadId(), Long.toString(load.rejected())))
            .toList();
    assertThat(rejected).isNotEmpty();
    assertThat(
            hive.rows(
                "select table_name, load_id, count(*) from cluster_shop.rejects"
                    + " group by table_name, load_id"))
        .containsExactlyInAnyOrderElementsOf(rejected);
    assertThat(
            hive.rows(
                "select 'transactions', count(*) from cluster_shop.transactions"
                    + " union all select 'clickstream', count(*) from cluster_shop.clickstream"))
        .containsExactlyInAnyOrder(
            List.of("transactions", kept("transactions")),
            List.of("clickstream", kept("clickstream")));
  }

  private static String kept(String table) {
    return Long.toString(
        context.warehouse().loads().stream()
            .filter(load -> load.table().equals(table))
            .mapToLong(LoadRecord::kept)
            .sum());
  }

  @Test
  void theTourNotebookReadsTheTablesByBothEngines(HiveCluster cluster, @TempDir Path directory)
      throws IOException {
    Settings settings = cluster.settings(Map.of());
    Map<String, String> defaults = new TreeMap<>(settings.spark());
    defaults.putAll(settings.sparkOptions());
    Files.write(
        directory.resolve("spark-defaults.conf"),
        defaults.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .toList());

    Finished run =
        Notebook.run(
            "tour.ipynb",
            directory,
            Map.of(
                "MERCATO_DATABASE",
                "cluster_shop",
                "HIVESERVER2",
                cluster.hiveServer2().address(),
                "SPARK_CONF_DIR",
                directory.toString(),
                "HADOOP_USER_NAME",
                "jupyter"));

    assertThat(run.status()).as(run.output()).isZero();
  }

  @Test
  void aHiveServer2ThatIsNotThereIsNamedInOneSentence() {
    JobContext elsewhere = shop.context(Map.of("hive.server", "jdbc:hive2://127.0.0.1:1/"));

    assertThatThrownBy(() -> new VerifyJob(elsewhere).execute())
        .hasMessageStartingWith("HiveServer2 does not answer at jdbc:hive2://127.0.0.1:1/ (");
  }
}

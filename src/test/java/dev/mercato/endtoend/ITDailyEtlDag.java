package dev.mercato.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.table.Registry;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.etl.verify.TableFingerprint;
import dev.mercato.services.Answers;
import dev.mercato.services.Checkout;
import dev.mercato.services.Finished;
import dev.mercato.services.HiveCluster;
import dev.mercato.services.HiveQueries;
import dev.mercato.services.OnHiveCluster;
import dev.mercato.services.PythonEnvironment;
import dev.mercato.services.SparkStandalone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Airflow runs a shop's days, on this machine and on a Spark cluster. */
@OnHiveCluster
@Order(0)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ITDailyEtlDag {
  private static final String DAG = "daily_etl";
  private static final String DAY = "2025-01-02";

  @TempDir static Path directory;
  private static Airflow airflow;
  private static Path home;

  @BeforeAll
  static void makeItsDatabase() throws IOException {
    airflow = Airflow.open(Files.createDirectory(directory.resolve("airflow")));
    home = Files.createDirectory(directory.resolve("home"));
  }

  @Test
  @Order(1)
  void aDayOnTheClusterGivesTheTablesOfTheSameDayHere(HiveCluster cluster) throws Exception {
    Path sparkHome = PythonEnvironment.airflow().sparkHome();
    try (SparkStandalone spark =
        SparkStandalone.start(Files.createDirectory(directory.resolve("spark")), sparkHome, 1)) {
      Finished run =
          airflow.test(DAG, DAY, ClusterJobs.of(cluster, spark, "by_airflow", directory));
      assertThat(run.status()).as(run.output()).isZero();
    }
    assertThat(byHiveServer2(cluster, "by_airflow"))
        .isEqualTo(EmbeddedDays.tables(runByTheLauncher(), List.of()));
  }

  /**
   * The main job for the same day. It also leaves the class archive that later starts are faster
   * by.
   */
  private static Path runByTheLauncher() {
    Map<String, String> variables = launcher();
    Path oneDay = directory.resolve("one-day");
    variables.put("MERCATO_HOME", oneDay.toString());
    Finished run =
        Finished.of(
            List.of(
                Checkout.root().resolve("mercato").toString(), "run", "--from", DAY, "--to", DAY),
            variables);
    assertThat(run.status()).as(run.output()).isZero();
    return oneDay;
  }

  @Test
  @Order(2)
  void aFailedJobFailsItsTaskWithItsSentenceInTheLog() {
    Map<String, String> variables = launcher();
    variables.put("MERCATO_SHOP_USERS", "-5");
    variables.put("AIRFLOW__CORE__DEFAULT_TASK_RETRIES", "0");

    Finished run = airflow.test(DAG, DAY, variables);

    assertThat(run.status()).isNotZero();
    assertThat(run.output())
        .contains("The settings cannot be used: shop.users")
        .contains("generate of daily_etl failed");
  }

  @Test
  @Order(3)
  void aRetryInTheMiddleAndABackfillOfAnEarlierDayEndInTheTablesOfTheDaysInTheirOrder()
      throws Exception {
    // A file stands where the warehouse should be, until the first load has failed of it.
    Path warehouse = Files.createDirectories(home.resolve("data")).resolve("warehouse");
    Files.createFile(warehouse);

    try (Airflow scheduled = Airflow.open(Files.createDirectory(directory.resolve("scheduled")))) {
      scheduled.start(launcher());
      scheduled.awaitLog("load", 1, warehouse.toString());
      Files.delete(warehouse);
      assertThat(scheduled.statesOfRuns(DAG, 1)).containsExactly("success");
      assertThat(scheduled.log("load", 1)).contains("mercato load: ");
      assertThat(scheduled.log("load", 2)).contains("rows loaded, 0 rejected");

      Finished backfill =
          scheduled.run(
              Map.of(),
              "backfill",
              "create",
              "--dag-id",
              DAG,
              "--from-date",
              DAY,
              "--to-date",
              DAY);
      assertThat(backfill.status()).as(backfill.output()).isZero();
      assertThat(scheduled.statesOfRuns(DAG, 2)).containsExactly("success", "success");
    }
    assertThat(EmbeddedDays.tables(home, List.of()))
        .isEqualTo(EmbeddedDays.tables(directory.resolve("in-order"), daysOf(home)));
  }

  /** Of its tasks those that could change a table. */
  @Test
  @Order(4)
  void aDayThatIsRunAgainChangesNothing() {
    Map<String, String> before = EmbeddedDays.tables(home, List.of());

    Finished run =
        airflow.run(
            launcher(), "dags", "test", DAG, DAY, "--mark-success-pattern", "verify|report");

    assertThat(run.status()).as(run.output()).isZero();
    assertThat(EmbeddedDays.tables(home, List.of())).isEqualTo(before);
  }

  /** Which days were simulated, in their order: the schedule's newest one depends on today. */
  private static List<String> daysOf(Path home) throws IOException {
    try (var batches = Files.list(home.resolve("data/raw/users"))) {
      int prefix = "batch=".length();
      List<String> days =
          batches
              .map(batch -> batch.getFileName().toString())
              .map(batch -> batch.substring(prefix, prefix + DAY.length()))
              .sorted()
              .toList();
      assertThat(days).hasSizeGreaterThan(1).startsWith(DAY);
      return days;
    }
  }

  private static Map<String, String> launcher() {
    Map<String, String> variables = new HashMap<>();
    variables.put("JOB_CHECKOUT", Checkout.root().toString());
    variables.put("MERCATO_HOME", home.toString());
    variables.put("MERCATO_SHOP_USERS", EmbeddedDays.USERS);
    variables.put("MERCATO_SPARK_SQL_SHUFFLE_PARTITIONS", "1");
    variables.put(
        "MERCATO_JAVA_OPTIONS",
        "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m"
            + " -Dspark.sql.codegen.wholeStage=false -Dspark.sql.adaptive.enabled=false");
    return variables;
  }

  private static Map<String, String> byHiveServer2(HiveCluster cluster, String database)
      throws Exception {
    Map<String, String> tables = new TreeMap<>();
    try (HiveQueries hive = HiveQueries.connect(cluster)) {
      for (Table table : Registry.TABLES) {
        if (!table.equals(ShopTables.LOADS)) {
          TableFingerprint fingerprint =
              Answers.fingerprint(cluster.spark(), database + "." + table.name());
          tables.put(table.name(), hive.rows(fingerprint.sql()).get(0).toString());
        }
      }
    }
    return tables;
  }
}

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
import dev.mercato.services.SparkStandalone;
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
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ITDailyEtlDag {
  private static final String FIRST_DAY = "2025-01-01";
  private static final String SECOND_DAY = "2025-01-02";
  private static final String DAG = "daily_etl";

  @TempDir static Path directory;
  private static Airflow airflow;
  private static Path home;
  private static Map<String, String> embedded;

  @BeforeAll
  static void makeItsDatabase() throws Exception {
    airflow = Airflow.open(Files.createDirectory(directory.resolve("airflow")));
    home = Files.createDirectory(directory.resolve("home"));
  }

  @Test
  @Order(1)
  void aDayBecomesTablesByTheLauncherAndATaskThatFailedIsRetried() throws Exception {
    // A file stands where the home's data should be, until the first task has failed of it.
    Path data = Files.createFile(home.resolve("data"));
    Thread remover = removeOnce(data);
    Finished run = airflow.test(DAG, SECOND_DAY, launcher());
    remover.join();

    assertThat(run.status()).as(run.output()).isZero();
    assertThat(run.output()).contains("mercato generate: ", data.toString());
    embedded = EmbeddedDays.tables(home);
    assertThat(embedded).isEqualTo(EmbeddedDays.tables(directory.resolve("in-one"), SECOND_DAY));
  }

  @Test
  @Order(2)
  void theSameDayOnTheClusterGivesTheSameTables(HiveCluster cluster) throws Exception {
    Path sparkHome = dev.mercato.services.PythonEnvironment.airflow().sparkHome();
    try (SparkStandalone spark =
        SparkStandalone.start(Files.createDirectory(directory.resolve("spark")), sparkHome, 1)) {
      Finished run =
          airflow.test(DAG, SECOND_DAY, ClusterJobs.of(cluster, spark, "by_airflow", directory));
      assertThat(run.status()).as(run.output()).isZero();
    }
    assertThat(byHiveServer2(cluster, "by_airflow")).isEqualTo(embedded);
  }

  @Test
  @Order(3)
  void aBackfillAndARerunEndInTheTablesOfTheDaysInTheirOrder() {
    for (String day : List.of(FIRST_DAY, SECOND_DAY)) {
      Finished run = airflow.test(DAG, day, launcher());
      assertThat(run.status()).as(run.output()).isZero();
    }
    assertThat(EmbeddedDays.tables(home))
        .isEqualTo(EmbeddedDays.tables(directory.resolve("in-order"), FIRST_DAY, SECOND_DAY));
  }

  @Test
  @Order(4)
  void aFailedJobFailsItsTaskWithItsSentenceInTheLog() {
    Map<String, String> variables = launcher();
    variables.put("MERCATO_SHOP_USERS", "-5");
    variables.put("AIRFLOW__CORE__DEFAULT_TASK_RETRIES", "0");

    Finished run = airflow.test(DAG, FIRST_DAY, variables);

    assertThat(run.status()).isNotZero();
    assertThat(run.output())
        .contains("The settings cannot be used: shop.users")
        .contains("generate of daily_etl failed");
  }

  private static Map<String, String> launcher() {
    Map<String, String> variables = new HashMap<>();
    variables.put("JOB_CHECKOUT", Checkout.root().toString());
    variables.put("MERCATO_HOME", home.toString());
    variables.put("MERCATO_SHOP_USERS", EmbeddedDays.USERS);
    variables.put("MERCATO_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m");
    return variables;
  }

  private static Thread removeOnce(Path file) {
    Thread remover =
        new Thread(
            () -> {
              try {
                Thread.sleep(20_000);
                Files.deleteIfExists(file);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    remover.start();
    return remover;
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

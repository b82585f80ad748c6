package dev.mercato.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.cli.Mercato;
import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.etl.maintain.MaintainJob;
import dev.mercato.etl.verify.CheckResult;
import dev.mercato.etl.verify.TableFingerprint;
import dev.mercato.etl.verify.VerifyJob;
import dev.mercato.faults.JavaProcess;
import dev.mercato.services.Answers;
import dev.mercato.services.HiveCluster;
import dev.mercato.services.HiveQueries;
import dev.mercato.services.OnHiveCluster;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Writers that die, meet, or are watched by readers, on HDFS and a Hive 4 metastore. */
@OnHiveCluster
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(2)
class ITConcurrentWriters {
  private static final int KILLED = 137;
  private static final String ROWS =
      "select count(*), sum(transaction_id), count(distinct transaction_id)"
          + " from concurrent_writers.transactions";

  private static final Optional<String> OTHER_ROWS = Optional.of(ClusterShop.otherRawZone());

  private static HiveCluster cluster;
  private static ClusterShop shop;
  private static JobContext context;
  private static HiveQueries hive;

  @BeforeAll
  static void simulate(HiveCluster started) throws Exception {
    cluster = started;
    hive = HiveQueries.connect(cluster);
    shop = ClusterShop.open(cluster, "concurrent_writers");
    context =
        shop.context(
            Map.of("hive.server", "", "maintain.merge-above", "1", "maintain.grace-period", "1h"));
  }

  @AfterAll
  static void closeTheConnection() throws Exception {
    hive.close();
  }

  @Test
  @Order(1)
  void aLoadKilledAfterItsRejectsHasLoadedNothingAndRunsAgain() throws Exception {
    try (JavaProcess load =
        JavaProcess.start(
            Mercato.class,
            List.of("-Dmercato.halt-at=after-rejects@transactions"),
            ClusterCommand.line(cluster, shop.options(), "load"))) {
      assertThat(load.awaitEnd(Duration.ofMinutes(5)))
          .as(String.join("\n", load.lines()))
          .isEqualTo(KILLED);
    }
    assertThat(
            hive.rows(
                "select 'users', count(*) > 0 from concurrent_writers.users union all"
                    + " select 'transactions', count(*) > 0 from concurrent_writers.transactions"))
        .containsExactlyInAnyOrder(List.of("users", "true"), List.of("transactions", "false"));

    context.warehouse().recover();
    assertThat(hive.rows("select count(*) from concurrent_writers.rejects"))
        .containsExactly(List.of("0"));

    load();
    assertThat(verified()).isEmpty();
  }

  @Test
  @Order(2)
  void twoReplacementsAtOnceEndInBothOrInOneRefusal() {
    CompletableFuture<Optional<MercatoException>> one =
        CompletableFuture.supplyAsync(
            () -> refused(() -> replace(ClusterShop.FIRST_BATCH, OTHER_ROWS)));
    CompletableFuture<Optional<MercatoException>> other =
        CompletableFuture.supplyAsync(
            () -> refused(() -> replace(ClusterShop.FIRST_BATCH, OTHER_ROWS)));

    List<MercatoException> refusals =
        List.of(one.join(), other.join()).stream().flatMap(Optional::stream).toList();

    assertThat(refusals).hasSizeLessThan(2);
    assertThat(refusals)
        .allSatisfy(
            refusal -> {
              assertThat(refusal.status()).isEqualTo(ExitStatus.FAILED);
              assertThat(refusal).hasMessageContaining("is writing to it. Wait for it to end");
            });
    assertThat(verified()).isEmpty();
  }

  @Test
  @Order(3)
  void aReaderDuringReplaceAndMaintainSeesTheRowsBeforeOrAfterAndNothingElse() throws Exception {
    Set<List<String>> states = new HashSet<>(hive.rows(ROWS));
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<List<List<String>>> reader =
        CompletableFuture.supplyAsync(() -> readUntil(over));
    try {
      replace(ClusterShop.FIRST_BATCH, Optional.empty());
      states.addAll(hive.rows(ROWS));
      assertThat(mergedPartitions()).isEqualTo(2);
      new MaintainJob(context).execute();
      replace(ClusterShop.SECOND_BATCH, OTHER_ROWS);
      states.addAll(hive.rows(ROWS));
    } finally {
      over.set(true);
    }

    assertThat(states).hasSize(3);
    assertThat(reader.join()).isNotEmpty().allMatch(states::contains);
    assertThat(verified()).isEmpty();
    for (Table table : Registry.LOADED) {
      assertThat(differencesOfTheEngines("concurrent_writers." + table.name())).isEmpty();
    }
  }

  /** Of the month that both batches share. */
  private static int mergedPartitions() {
    return context
        .warehouse()
        .facts(ShopTables.TRANSACTIONS)
        .merge(YearMonth.of(2025, 1), List.of(ClusterShop.FIRST_BATCH, ClusterShop.SECOND_BATCH))
        .partitions();
  }

  private static List<String> differencesOfTheEngines(String table) throws SQLException {
    TableFingerprint fingerprint = Answers.fingerprint(cluster.spark(), table);
    return fingerprint.differences(
        "Spark",
        Answers.bySpark(cluster.spark().sql(fingerprint.sql())).get(0),
        "HiveServer2",
        hive.rows(fingerprint.sql()).get(0));
  }

  private static void replace(String batch, Optional<String> rawZone) {
    load(new LoadOptions(Optional.of(batch), rawZone, true));
  }

  private static void load() {
    load(LoadOptions.everything());
  }

  private static void load(LoadOptions options) {
    new LoadJob(context, options).execute();
  }

  private static Optional<MercatoException> refused(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (MercatoException e) {
      return Optional.of(e);
    }
  }

  private static List<String> verified() {
    return new VerifyJob(context).execute().failures().stream().map(CheckResult::sentence).toList();
  }

  private static List<List<String>> readUntil(AtomicBoolean over) {
    List<List<String>> seen = new ArrayList<>();
    try (HiveQueries another = HiveQueries.connect(cluster)) {
      do {
        seen.add(another.rows(ROWS).get(0));
      } while (!over.get());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return seen;
  }
}

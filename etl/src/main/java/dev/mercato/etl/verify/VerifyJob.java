package dev.mercato.etl.verify;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.FactTable;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.LoadedTable;
import dev.mercato.core.warehouse.SnapshotTable;
import dev.mercato.core.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Checks that files, tables, parameters, rejects and raw batches agree, each read anew; and where
 * the settings name a HiveServer2, that it reads the same from every table as Spark.
 */
public final class VerifyJob implements Job<VerifyResult> {
  /** A table that a load changes meanwhile is looked at again so often. */
  private static final int LOOKS = 3;

  private final JobContext context;
  private final SparkSession spark;
  private final Warehouse warehouse;
  private final List<CheckResult> results = new ArrayList<>();
  private final Map<String, Map<String, Long>> kept = new HashMap<>();

  public VerifyJob(JobContext context) {
    this.context = context;
    this.spark = context.spark();
    this.warehouse = context.warehouse();
  }

  /**
   * Makes all checks; one that fails does not stop the others.
   *
   * @throws MercatoException status 1 if there are no tables yet, if HiveServer2 does not answer,
   *     or if loads change a table faster than it can be looked at
   */
  @Override
  public VerifyResult execute() {
    if (!warehouse.exists()) {
      throw MercatoException.failed(
          "There is nothing to verify: the database '%s' has no tables yet. Load something first with 'load'."
              .formatted(context.settings().database()));
    }
    Optional<HiveServer> hiveServer =
        context.settings().hiveServer().map(url -> HiveServer.connect(url, spark));
    try {
      warehouse.loadedTables().forEach(this::checkTable);
      checkLoads();
      hiveServer.ifPresent(this::compareEngines);
    } finally {
      hiveServer.ifPresent(HiveServer::close);
    }
    return new VerifyResult(results);
  }

  private void checkTable(LoadedTable table) {
    try (Progress.Step step = begin(table.table().name())) {
      Map<String, Long> counted =
          table instanceof FactTable facts
              ? whileUnchanged(
                  table.table().name(),
                  facts::partitions,
                  (partitions, log) ->
                      new FactChecks(table.table(), log)
                          .check(partitions, rows(table.table()), hadoop()))
              : whileUnchanged(
                  table.table().name(),
                  () -> SnapshotChecks.State.of((SnapshotTable) table),
                  (state, log) ->
                      new SnapshotChecks(spark, table.table(), log)
                          .check(state, rows(table.table()), hadoop()));
      kept.put(table.table().name(), counted);
      step.rows(counted.values().stream().mapToLong(Long::longValue).sum());
    }
  }

  private void checkLoads() {
    try (Progress.Step step = begin("loads and rejects")) {
      long loads =
          whileUnchanged(
              ShopTables.LOADS.name(),
              this::loads,
              (known, log) -> {
                new RejectChecks(log).check(known, rows(ShopTables.REJECTS), kept);
                OffsetsCheck.check(log, Registry.LOADED, known);
                LoadsTableCheck.check(log, known, rows(ShopTables.LOADS));
                RawBatchCheck.check(log, known, context.rawZone());
                return (long) known.size();
              });
      step.rows(loads);
    }
  }

  /** A load writes the table of loads when all its tables are committed, and may be at it now. */
  private List<LoadRecord> loads() {
    warehouse.refreshLoads();
    return warehouse.loads();
  }

  private void compareEngines(HiveServer hiveServer) {
    for (Table table : Registry.TABLES) {
      try (Progress.Step step = begin("HiveServer2 " + table.name())) {
        CheckLog log = new CheckLog();
        step.rows(new HiveServerCheck(spark, hiveServer, log).check(name(table)));
        results.addAll(log.results());
      }
    }
  }

  /**
   * Makes checks against what the parameters say, and again if they fail because a load has changed
   * both meanwhile.
   */
  private <S, T> T whileUnchanged(
      String subject, Supplier<S> state, BiFunction<S, CheckLog, T> checks) {
    for (int look = 1; look <= LOOKS; look++) {
      S before = state.get();
      CheckLog log = new CheckLog();
      T result = checks.apply(before, log);
      if (log.results().stream().allMatch(CheckResult::passed) || state.get().equals(before)) {
        results.addAll(log.results());
        return result;
      }
    }
    throw MercatoException.failed(
        "'%s' could not be verified, because loads changed it each time it was looked at: run this again when they have ended."
            .formatted(subject));
  }

  /** The table as readers see it now. */
  private Dataset<Row> rows(Table table) {
    spark.catalog().refreshTable(name(table));
    return spark.table(name(table));
  }

  private Progress.Step begin(String subject) {
    spark.sparkContext().setJobDescription("verify: " + subject);
    return context.progress().begin("verify " + subject);
  }

  private String name(Table table) {
    return "%s.%s".formatted(context.settings().database(), table.name());
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}

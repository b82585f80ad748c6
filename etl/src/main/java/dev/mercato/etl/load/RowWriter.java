package dev.mercato.etl.load;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.Progress;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import dev.mercato.core.warehouse.MonthStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the rows that pass their checks, in one pass that counts them as well.
 *
 * <p>A month is a Spark job of its own, and as many run at once as there are cores: a task reads
 * one share of the month, checks it, sorts it in memory (spilling what does not fit) and writes one
 * file. There is no shuffle, and nothing waits for the slowest month but the end.
 */
final class RowWriter {
  private static final String[] ROWS_ONLY = {"rows"};
  private static final String[] MONTH_VALUES = {
    "rows", "first_at", "last_at", "last_status_at", "checksum"
  };

  /** More jobs at once than this only wait for each other. */
  private static final int MOST_JOBS = 32;

  private final SparkSession spark;
  private final Table table;
  private final Progress.Step progress;

  RowWriter(SparkSession spark, Table table, Progress.Step progress) {
    this.spark = spark;
    this.table = table;
    this.progress = progress;
  }

  /** Writes the kept rows of all months under the directory of a staged load. */
  StagedRows write(List<MonthFiles> months, RowChecks checks, String directory) {
    if (months.isEmpty()) {
      return new StagedRows(0, List.of(), List.of());
    }
    int cores = Math.min(MOST_JOBS, Math.max(1, spark.sparkContext().defaultParallelism()));
    ExecutorService jobs = Executors.newFixedThreadPool(Math.min(cores, months.size()));
    try {
      List<Future<Written>> written = new ArrayList<>();
      for (MonthFiles month : months) {
        written.add(jobs.submit(() -> write(month, checks, directory)));
      }
      return collected(written);
    } finally {
      jobs.shutdownNow();
    }
  }

  private record Written(MonthFiles files, long kept, List<MonthStats> stats) {}

  private static StagedRows collected(List<Future<Written>> all) {
    long kept = 0;
    List<MonthStats> months = new ArrayList<>();
    List<MonthFiles> incomplete = new ArrayList<>();
    for (Future<Written> one : all) {
      Written written = result(one);
      kept += written.kept();
      months.addAll(written.stats());
      if (written.kept() < written.files().rows()) {
        incomplete.add(written.files());
      }
    }
    return new StagedRows(kept, months, incomplete);
  }

  private static Written result(Future<Written> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MercatoException.failed("The load was interrupted: run it again.", e);
    }
  }

  private Written write(MonthFiles month, RowChecks checks, String directory) {
    boolean fact = table.kind() == TableKind.FACT;
    spark
        .sparkContext()
        .setJobDescription(
            "load %s%s: check and write"
                .formatted(table.name(), month.month().map(m -> " of " + m).orElse("")));
    Observation observed = new Observation();
    Dataset<Row> kept =
        month.shares().stream()
            .map(share -> sorted(checks.check(share, month.month()).kept()))
            .reduce(Dataset::union)
            .orElseThrow();
    List<Column> counts = fact ? MonthStats.aggregates(table) : List.of(count(lit(1)).as("rows"));
    kept =
        kept.observe(
            observed, counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new));
    String target =
        directory + month.month().map(m -> "/" + Table.EVENT_MONTH + "=" + m).orElse("");
    ParquetLayout.writer(kept, table).parquet(target);
    Row row = values(observed, fact);
    progress.rows(month.rows());
    List<MonthStats> stats =
        month.month().filter(m -> row.getLong(0) > 0).map(m -> MonthStats.of(m, row, 0)).stream()
            .toList();
    return new Written(month, row.getLong(0), stats);
  }

  /** The observed values in the order of {@link MonthStats#aggregates}, or the count alone. */
  private static Row values(Observation observed, boolean fact) {
    try {
      Map<String, Object> values = observed.getAsJava();
      Object[] ordered =
          Stream.of(fact ? MONTH_VALUES : ROWS_ONLY).map(name -> values.get(name)).toArray();
      return RowFactory.create(ordered);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MercatoException.failed("The load was interrupted: run it again.", e);
    }
  }

  private Dataset<Row> sorted(Dataset<Row> rows) {
    Column[] order =
        table.kind() == TableKind.FACT
            ? new Column[] {col(Table.EVENT_TIME)}
            : table.key().stream().map(name -> col(name)).toArray(Column[]::new);
    return rows.coalesce(1).sortWithinPartitions(order);
  }
}

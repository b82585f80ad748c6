package dev.mercato.etl.load;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;

import dev.mercato.core.MercatoException;
import dev.mercato.core.contract.KnownKeys;
import dev.mercato.core.contract.References;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.parquet.ParquetFooter;
import dev.mercato.core.parquet.ParquetLayout;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.raw.RawTable;
import dev.mercato.core.table.Column;
import dev.mercato.core.table.Rule;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.LoadReport;
import dev.mercato.core.warehouse.LoadedTable;
import dev.mercato.core.warehouse.StagedLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * Writes one batch's share of one table aside: its rows, its rejects, and what is to be told of
 * them. Nothing is visible yet.
 */
final class TableStaging {
  private static final int MOST_REASONS = 100;

  private final JobContext context;
  private final SparkSession spark;
  private final LoadedTable target;
  private final Table table;
  private final RawManifest batch;
  private final RawTable promised;
  private final RawFiles files;

  /**
   * @param promised what the batch's manifest says of the table
   * @param files what the batch has for it
   */
  TableStaging(
      JobContext context,
      LoadedTable target,
      RawManifest batch,
      RawTable promised,
      RawFiles files) {
    this.context = context;
    this.spark = context.spark();
    this.target = target;
    this.table = target.table();
    this.batch = batch;
    this.promised = promised;
    this.files = files;
  }

  /**
   * Checks and writes.
   *
   * @param keys the keys of a table's column as they will be once the batch is loaded
   * @throws MercatoException status 1 if a file cannot be read or rows went astray
   */
  StagedTable write(StagedLoad staged, BiFunction<String, String, KnownKeys> keys) {
    try (Progress.Step step =
        context.progress().begin("load %s %s".formatted(table.name(), batch.batch()))) {
      RowChecks checks = checks(keys);
      spark.sparkContext().setJobDescription("load %s: check and write".formatted(table.name()));
      if (!files.all().isEmpty()) {
        new RowWriter(table).write(checks.check(files.all()), staged.directory());
      }
      KeptRows kept = KeptRows.of(target, staged, spark.sparkContext().hadoopConfiguration());
      long rejected =
          writeRejects(files.incomplete(kept.byMonth()), checks, staged.rejectsDirectory());
      requireNoneLost(kept, rejected);
      step.rows(files.rows());
      LoadReport report =
          LoadReport.batch(
              files.directory().toString(),
              batch.days(),
              files.rows() + promised.rejected(),
              rejected);
      List<RejectReason> reasons = rejected == 0 ? List.of() : reasons(staged.rejectsDirectory());
      return new StagedTable(table, staged, report, kept.months(), expected(), reasons);
    } catch (Exception e) {
      // Scala does not declare it, but Spark throws checked exceptions
      throw SparkFailure.explained(
          "Could not load the raw batch %s into '%s'".formatted(batch.batch(), table.name()), e);
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private RowChecks checks(BiFunction<String, String, KnownKeys> keys) {
    spark.sparkContext().setJobDescription("load %s: keys".formatted(table.name()));
    List<References> references = new ArrayList<>();
    for (Column column : table.columns()) {
      for (Rule rule : column.rules()) {
        if (rule instanceof Rule.References target) {
          references.add(
              new References(
                  column.name(),
                  target.table() + "." + target.column(),
                  keys.apply(target.table(), target.column())));
        }
      }
    }
    RowChecks checks =
        new RowChecks(spark, table, files.directory(), batch.days(), references, Optional.empty());
    if (files.all().isEmpty()) {
      return checks;
    }
    RepeatedKeys repeated = new RepeatedKeys(table);
    return repeated
        .among(checks.read(files.all()), files.rows())
        .map(found -> checks.leavingOut(repeated.later(good(checks.check(files.all())), found)))
        .orElse(checks);
  }

  private static Dataset<Row> good(CheckedRows rows) {
    return rows.rows().filter(rows.contract().kept());
  }

  /** Only the months in which rows are missing are read again. */
  private long writeRejects(List<RawFile> incomplete, RowChecks checks, String target) {
    List<Dataset<Row>> parts = new ArrayList<>();
    if (!incomplete.isEmpty()) {
      parts.add(checks.check(incomplete).rejected());
    }
    if (promised.rejected() > 0) {
      parts.add(ofImport().drop(RawFiles.EXPECTED));
    }
    if (parts.isEmpty()) {
      return 0;
    }
    spark.sparkContext().setJobDescription("load %s: rejects".formatted(table.name()));
    ParquetLayout.writer(
            parts.stream().map(part -> part.coalesce(1)).reduce(Dataset::union).orElseThrow(),
            ShopTables.REJECTS)
        .parquet(target);
    return ParquetFooter.rowsUnder(target, spark.sparkContext().hadoopConfiguration());
  }

  /** The rows that the import rejected. */
  private Dataset<Row> ofImport() {
    return spark
        .read()
        .schema(ShopTables.REJECTS.fileSchema().add(RawFiles.EXPECTED, DataTypes.BooleanType, true))
        .parquet(new Path(files.directory(), RawFiles.REJECTS).toString());
  }

  private long expected() {
    return promised.rejected() == 0 ? 0 : ofImport().filter(col(RawFiles.EXPECTED)).count();
  }

  /**
   * Counted independently: what was read in footers, what was written in footers and by reading.
   */
  private void requireNoneLost(KeptRows kept, long rejected) {
    if (kept.measured() != kept.written()
        || files.rows() + promised.rejected() != kept.written() + rejected) {
      throw MercatoException.failed(
          "The raw batch %s was not loaded into '%s': of %d rows read and %d that the import rejected %d were written, %d of them can be read, and %d were rejected, which does not add up. Run it again; if that does not help, make the batch again."
              .formatted(
                  batch.batch(),
                  table.name(),
                  files.rows(),
                  promised.rejected(),
                  kept.written(),
                  kept.measured(),
                  rejected));
    }
  }

  private List<RejectReason> reasons(String rejects) {
    return spark
        .read()
        .schema(ShopTables.REJECTS.fileSchema())
        .parquet(rejects)
        .groupBy(substring_index(col("reason"), ":", 1).as("check"))
        .agg(count(lit(1)).as("rows"))
        .orderBy(col("rows").desc(), col("check"))
        .limit(MOST_REASONS)
        .collectAsList()
        .stream()
        .map(row -> new RejectReason(row.getString(0), row.getLong(1)))
        .toList();
  }
}

package dev.mercato.etl.importing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.parquet.ParquetFooter;
import dev.mercato.core.parquet.ParquetLayout;
import dev.mercato.core.raw.BatchOrigin;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.raw.RawTable;
import dev.mercato.core.raw.RawZone;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import dev.mercato.core.warehouse.RowChecksum;
import dev.mercato.etl.load.RawFiles;
import dev.mercato.etl.load.SparkFailure;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Brings foreign files into the raw zone by a mapping, as one batch of whole days. What cannot be
 * mapped is kept in the batch as well, with reasons, and becomes rejects when the batch is loaded.
 *
 * <p>A row's text alone decides what becomes of it, so days imported one by one give the same rows
 * and ids as all of them at once.
 */
public final class ImportJob implements Job<ImportResult> {
  private static final String MONTH = "month";

  /** More is a date that was mistyped, or one that stands for none. */
  private static final int MOST_MONTHS = 600;

  private final JobContext context;
  private final ImportOptions options;
  private final SparkSession spark;
  private final Configuration hadoop;

  public ImportJob(JobContext context, ImportOptions options) {
    this.context = context;
    this.options = options;
    this.spark = lenientSession(context.spark());
    this.hadoop = spark.sparkContext().hadoopConfiguration();
  }

  /** In ANSI mode one text that is no number would end the import; here it comes to null. */
  private static SparkSession lenientSession(SparkSession spark) {
    SparkSession own = spark.newSession();
    own.conf().set("spark.sql.ansi.enabled", "false");
    own.conf().set("spark.sql.session.timeZone", "UTC");
    return own;
  }

  /**
   * Imports.
   *
   * @throws MercatoException status 2 with all faults of the mapping; status 1 if the source is not
   *     there or cannot be read, or if the batch has no place in the raw zone
   */
  @Override
  public ImportResult execute() {
    MappingReader reader = new MappingReader(options.mapping());
    Mapping mapping = reader.read();
    SourceFiles files = files(reader, mapping);
    try {
      SourceRows source = SourceRows.open(spark, mapping.source(), files);
      requireFaultless(reader, mapping, source);
      return take(mapping, files, source);
    } catch (Exception e) {
      // Scala does not declare it, but Spark throws checked exceptions
      throw SparkFailure.explained("Could not import %s".formatted(options.source()), e);
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private SourceFiles files(MappingReader reader, Mapping mapping) {
    try {
      return SourceFiles.of(options.source(), mapping.source(), hadoop);
    } catch (MercatoException noFiles) {
      if (reader.faults().isEmpty()) {
        throw noFiles;
      }
      throw refusal(
          mapping,
          java.util.stream.Stream.concat(
                  reader.faults().stream(), java.util.stream.Stream.of(noFiles.getMessage()))
              .toList());
    }
  }

  private static void requireFaultless(MappingReader reader, Mapping mapping, SourceRows source) {
    List<String> faults = new ArrayList<>(reader.faults());
    Dataset<Row> known =
        source.rows().withColumn(SourceRows.HASH, lit(0L)).withColumn(SourceRows.ROW_ID, lit(0L));
    faults.addAll(new MappingChecks(known).faults(mapping));
    if (!faults.isEmpty()) {
      throw refusal(mapping, faults);
    }
  }

  private static MercatoException refusal(Mapping mapping, List<String> faults) {
    return MercatoException.usage(
        "The mapping %s cannot be used: %s.".formatted(mapping.file(), String.join("; ", faults)));
  }

  private ImportResult take(Mapping mapping, SourceFiles files, SourceRows source) {
    Column isUndated = col(SourceRows.DAY).isNull();
    Dataset<Row> dated =
        source
            .rows()
            .withColumn(SourceRows.DAY, expr("CAST((\n%s\n) AS DATE)".formatted(mapping.day())));
    Dataset<Row> wanted =
        options.days().map(days -> dated.filter(isUndated.or(isOf(days)))).orElse(dated);
    SourceRows rows = source.with(wanted).identified();
    Dataset<Row> cached = rows.rows().persist(StorageLevel.MEMORY_AND_DISK());
    try (Progress.Step step = context.progress().begin("import " + mapping.name())) {
      describe("read the source");
      Row found =
          cached
              .agg(
                  count(lit(1)),
                  count_if(isUndated),
                  min(col(SourceRows.DAY)).cast("string"),
                  max(col(SourceRows.DAY)).cast("string"))
              .head();
      long undated = found.getLong(1);
      // Without days asked for, what has none is in the batch; of facts such rows are rejects.
      boolean leavesUndated = options.days().isPresent();
      long total = leavesUndated ? found.getLong(0) - undated : found.getLong(0);
      Dataset<Row> taken = leavesUndated && undated > 0 ? cached.filter(not(isUndated)) : cached;
      DateRange days = days(found);
      BatchOrigin origin = new BatchOrigin.ImportedFiles(mapping.name());
      RawZone rawZone = context.rawZone();
      rawZone.requirePlaceFor(days, origin);
      ImportResult result =
          write(rawZone, mapping, rows.with(taken), days, origin, files, total, undated);
      step.rows(total);
      return result;
    } finally {
      cached.unpersist();
    }
  }

  private static Column isOf(DateRange days) {
    return col(SourceRows.DAY).between(lit(days.from()), lit(days.to()));
  }

  private DateRange days(Row found) {
    if (found.isNullAt(2)) {
      throw MercatoException.failed(
          "The source %s has no rows%s: nothing was imported."
              .formatted(
                  options.source(),
                  options.days().map(days -> " of the days " + days).orElse(" with a day")));
    }
    return options.days().orElseGet(() -> daysOf(found.getString(2), found.getString(3)));
  }

  private DateRange daysOf(String first, String last) {
    DateRange days = new DateRange(LocalDate.parse(first), LocalDate.parse(last));
    long months = ChronoUnit.MONTHS.between(days.from(), days.to()) + 1;
    if (months > MOST_MONTHS) {
      throw MercatoException.failed(
          "The rows of the source %s are from %s, which is %,d months: nothing was imported. A date among them is wrong, or stands for none; give the days to take with --from and --to."
              .formatted(options.source(), days, months));
    }
    return days;
  }

  private ImportResult write(
      RawZone rawZone,
      Mapping mapping,
      SourceRows rows,
      DateRange days,
      BatchOrigin origin,
      SourceFiles files,
      long total,
      long undated) {
    Path staging = rawZone.stage();
    try {
      List<RawTable> written = new ArrayList<>();
      List<TableImport> imports = new ArrayList<>();
      for (TableMapping table : mapping.tables()) {
        describe(table.table().name());
        MappedTable mapped = new MappedTable(table, rows);
        long chosen = table.where().isPresent() ? mapped.chosen().count() : total;
        RawTable raw =
            write(mapped, table.table(), chosen, new Path(staging, table.table().name()));
        written.add(raw);
        imports.add(new TableImport(raw.table(), raw.rows(), raw.rejected(), total - chosen));
      }
      RawManifest manifest = RawManifest.of(days, origin, written);
      rawZone.publish(staging, manifest);
      return new ImportResult(manifest, files.paths().size(), total, undated, imports);
    } catch (Exception e) {
      rawZone.discard(staging);
      throw e;
    }
  }

  private RawTable write(MappedTable mapped, Table table, long chosen, Path directory) {
    boolean fact = table.kind() == TableKind.FACT;
    Dataset<Row> judged = mapped.judged();
    if (!fact) {
      judged = judged.persist(StorageLevel.MEMORY_AND_DISK());
    }
    try {
      Dataset<Row> kept = MappedTable.kept(judged);
      if (fact) {
        writeMonths(kept, table, directory);
      } else {
        ParquetLayout.writer(kept.coalesce(1), table).parquet(directory.toString());
      }
      long rows = ParquetFooter.rowsUnder(directory.toString(), hadoop);
      long rejected = rows == chosen ? 0 : writeRejects(mapped.rejected(judged), directory);
      if (fact && rows + rejected != chosen) {
        throw MercatoException.failed(
            "The import of %s into '%s' does not add up: of %d rows %d were kept and %d rejected. Nothing was imported; an expression of the mapping makes several rows of one, or none."
                .formatted(options.source(), table.name(), chosen, rows, rejected));
      }
      return new RawTable(table.name(), rows, rejected, checksum(table, directory, rows));
    } finally {
      judged.unpersist();
    }
  }

  private static void writeMonths(Dataset<Row> kept, Table table, Path directory) {
    Column month = date_format(col(Table.EVENT_TIME), "yyyy-MM");
    ParquetLayout.writer(
            kept.withColumn(MONTH, month)
                .repartition(col(MONTH))
                .sortWithinPartitions(col(MONTH), col(Table.EVENT_TIME)),
            table)
        .partitionBy(MONTH)
        .parquet(directory.toString());
  }

  private long writeRejects(Dataset<Row> rejected, Path directory) {
    String target = new Path(directory, RawFiles.REJECTS).toString();
    ParquetLayout.writer(rejected.coalesce(1), ShopTables.REJECTS).parquet(target);
    return ParquetFooter.rowsUnder(target, hadoop);
  }

  private long checksum(Table table, Path directory, long rows) {
    if (rows == 0) {
      return 0;
    }
    String files =
        table.kind() == TableKind.FACT ? directory + "/" + MONTH + "=*" : directory.toString();
    return spark
        .read()
        .schema(table.fileSchema())
        .option("pathGlobFilter", "*.parquet")
        .option("recursiveFileLookup", "false")
        .parquet(files)
        .agg(RowChecksum.of(table))
        .head()
        .getLong(0);
  }

  private void describe(String what) {
    spark.sparkContext().setJobDescription("import: " + what);
  }
}

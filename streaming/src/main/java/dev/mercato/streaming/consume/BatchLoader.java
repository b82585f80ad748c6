package dev.mercato.streaming.consume;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.parquet.ParquetLayout;
import dev.mercato.core.settings.StreamSettings;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.FactPartition;
import dev.mercato.core.warehouse.FactTable;
import dev.mercato.core.warehouse.HaltPoint;
import dev.mercato.core.warehouse.LoadReport;
import dev.mercato.core.warehouse.MonthStats;
import dev.mercato.core.warehouse.StagedLoad;
import dev.mercato.core.warehouse.StreamOffsets;
import dev.mercato.streaming.event.Topic;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes each micro-batch of a topic one load of its table. What the table has read by its own word
 * is left out, whatever the query believes: a batch that comes again changes nothing.
 */
final class BatchLoader {
  /** Others may write to the table for a while: a load of days, or maintenance. */
  private static final Duration WAITING = Duration.ofMinutes(30);

  private static final int FILES = 2;

  private final Topic topic;
  private final Table table;
  private final StreamSettings settings;
  private final FactTable facts;
  private final Checkpoint checkpoint;
  private final Dimensions dimensions;
  private final DeadLetters deadLetters;
  private final StreamFigures figures;
  private final String topicId;
  private SortedMap<Integer, Long> position;
  private long loads;

  /**
   * @param start where the table's loads end
   * @param loads how many loads of streams the table has, by which the next is named
   */
  BatchLoader(
      Topic topic,
      JobContext context,
      Checkpoint checkpoint,
      DeadLetters deadLetters,
      StreamFigures figures,
      String topicId,
      SortedMap<Integer, Long> start,
      long loads) {
    this.topic = topic;
    this.table = topic.table();
    this.settings = context.settings().stream();
    this.facts = context.warehouse().facts(table);
    this.checkpoint = checkpoint;
    this.dimensions = new Dimensions(context.warehouse());
    this.deadLetters = deadLetters;
    this.figures = figures;
    this.topicId = topicId;
    this.position = new TreeMap<>(start);
    this.loads = loads;
  }

  /** The next offsets to read, by partition. */
  synchronized SortedMap<Integer, Long> position() {
    return new TreeMap<>(position);
  }

  private synchronized void moveTo(SortedMap<Integer, Long> reached) {
    position = reached;
  }

  /** Loads a batch, unless the table has it. */
  void load(Dataset<Row> kafka, long batch) {
    StreamOffsets range =
        StreamOffsets.between(topic.name(), topicId, position(), checkpoint.until(batch));
    if (range.size() == 0) {
      return;
    }
    SparkSession spark = kafka.sparkSession();
    Dataset<Row> rows = new EventRows(topic, settings).of(kafka.filter(in(range)));
    try (JudgedEvents events =
        JudgedEvents.of(topic, rows, dimensions.references(table, spark), settings)) {
      BatchSums sums = events.sums();
      try (StagedLoad staged = facts.stage(nextName(), WAITING)) {
        LoadReport report = write(events, sums, staged, range, spark);
        List<MonthStats> months = facts.measure(staged);
        requireNoneLost(report, months);
        facts.append(staged, report, months);
        loads++;
        figures.loaded(sums, report, Instant.now());
      }
    }
    moveTo(range.until());
    HaltPoint.BEFORE_CHECKPOINT.reached(table.name());
  }

  private String nextName() {
    return loadName(loads + 1);
  }

  /** Ordered as they were made. */
  static String loadName(long number) {
    return "stream-%010d".formatted(number);
  }

  private static Column in(StreamOffsets range) {
    return range.partitions().entrySet().stream()
        .map(
            entry ->
                col("partition")
                    .equalTo(entry.getKey())
                    .and(col("offset").geq(entry.getValue().from()))
                    .and(col("offset").lt(entry.getValue().until())))
        .reduce(Column::or)
        .orElse(lit(false));
  }

  private LoadReport write(
      JudgedEvents events,
      BatchSums sums,
      StagedLoad staged,
      StreamOffsets range,
      SparkSession spark) {
    long duplicates = 0;
    if (sums.good() > 0) {
      Dataset<Row> present = presentKeys(events, sums, spark);
      duplicates = sums.good() - events.distinctKeys() + present.count();
      Dataset<Row> rows = duplicates == 0 ? events.rows() : events.rowsWithout(present);
      ParquetLayout.writer(rows.coalesce(FILES).sortWithinPartitions(Table.EVENT_TIME), table)
          .partitionBy(Table.EVENT_MONTH)
          .parquet(staged.directory());
    }
    if (sums.rejected() > 0) {
      ParquetLayout.writer(events.rejects().coalesce(1), ShopTables.REJECTS)
          .parquet(staged.rejectsDirectory());
      deadLetters.send(events.deadLetters());
    }
    return LoadReport.stream(
        "the Kafka topic " + topic.name(),
        sums.read(),
        sums.rejected(),
        duplicates,
        range.toJson());
  }

  /**
   * The batch's keys that the table has. An event that comes again happened when it happened the
   * first time, so that only what the table has of the batch's span of time is looked at.
   */
  private Dataset<Row> presentKeys(JudgedEvents events, BatchSums sums, SparkSession spark) {
    Instant first = sums.firstAt().orElseThrow();
    Instant last = sums.lastAt().orElseThrow();
    Dataset<Row> keys = events.keys();
    String[] directories =
        facts.partitions().stream()
            .filter(partition -> mayHave(partition, first, last))
            .map(FactPartition::location)
            .toArray(String[]::new);
    Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
    if (directories.length == 0) {
      return keys.limit(0);
    }
    Dataset<Row> nearby =
        spark
            .read()
            .schema(table.fileSchema())
            .parquet(directories)
            .filter(
                col(Table.EVENT_TIME)
                    .geq(lit(Timestamp.from(first)))
                    .and(col(Table.EVENT_TIME).leq(lit(Timestamp.from(last)))))
            .select(key);
    return nearby
        .join(
            broadcast(keys),
            scala.jdk.javaapi.CollectionConverters.asScala(table.key()).toSeq(),
            "left_semi")
        .distinct();
  }

  private static boolean mayHave(FactPartition partition, Instant first, Instant last) {
    YearMonth month = partition.month();
    return !month.isBefore(YearMonth.from(first.atZone(ZoneOffset.UTC)))
        && !month.isAfter(YearMonth.from(last.atZone(ZoneOffset.UTC)))
        && partition.stats().firstAt().map(at -> !at.isAfter(last)).orElse(false)
        && partition.stats().lastAt().map(at -> !at.isBefore(first)).orElse(false);
  }

  private void requireNoneLost(LoadReport report, List<MonthStats> months) {
    long kept = months.stream().mapToLong(MonthStats::rows).sum();
    if (report.read() != kept + report.rejected() + report.duplicates()) {
      throw MercatoException.failed(
          "A batch of the topic '%s' does not add up: %,d events were read, %,d written, %,d rejected, %,d there already. Nothing was committed; start the consumer again."
              .formatted(
                  topic.name(), report.read(), kept, report.rejected(), report.duplicates()));
    }
  }
}

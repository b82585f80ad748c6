package dev.mercato.core.warehouse;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import dev.mercato.core.MercatoException;
import dev.mercato.core.table.Table;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Writes the rows of several loads of one month into one partition's new directory.
 *
 * <p>The files have one column more than the table, {@code _load_id}, which Hive and Spark do not
 * show because the table does not declare it: so a load can be found again in merged data. Of rows
 * with the same key, that of the load first by name is what readers see. The others are not thrown
 * away but written to a directory beside: when the first load is taken out, theirs must show again.
 * So a merged month is always the same function of its loads' rows, in whatever order they came.
 */
final class MonthRewrite {
  static final String HIDDEN_LOAD_ID = "_load_id";
  private static final String RANK = "_rank";
  private static final String SHOWN = "_shown";
  private static final long ROWS_PER_FILE = 4_000_000;

  private final TableStore store;
  private final StructType schema;

  MonthRewrite(TableStore store) {
    this.store = store;
    this.schema = store.table().fileSchema().add(HIDDEN_LOAD_ID, DataTypes.StringType, true);
  }

  /**
   * Writes the month.
   *
   * @param sources the partitions whose loads go in
   * @param without a load of theirs that does not
   * @param newcomer a load's own files, not committed yet, that come in besides
   * @param attempt the attempt in whose directory to write
   * @param name of the resulting partition
   * @throws MercatoException status 1 if the files of a load hold fewer or more rows than it
   *     brought
   */
  FactPartition write(
      YearMonth month,
      List<FactPartition> sources,
      Optional<String> without,
      Optional<FactPartition> newcomer,
      String attempt,
      String name) {
    List<Contribution> parts =
        Stream.concat(
                sources.stream()
                    .flatMap(source -> source.contributions().stream())
                    .filter(part -> without.filter(part.loadId()::equals).isEmpty()),
                newcomer.stream().flatMap(fresh -> fresh.contributions().stream()))
            .toList();
    Dataset<Row> rows = rows(sources, without, newcomer);
    Dataset<Row> ranked = ranked(rows).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Contribution> counted = counted(ranked, parts, month);
      requireComplete(parts, counted);
      Path shown = store.place(attempt, Table.EVENT_MONTH + "=" + month);
      write(ranked.filter(col(SHOWN)), shown, rowCount(counted));
      long hidden = counted.stream().mapToLong(Contribution::duplicates).sum();
      Optional<String> leftOut = Optional.empty();
      if (hidden > 0) {
        Path place = store.place(attempt, "left-out-" + month);
        write(ranked.filter(col(SHOWN).equalTo(false)), place, hidden);
        leftOut = Optional.of(place.toString());
      }
      return new FactPartition(month, name, shown.toString(), counted, leftOut);
    } finally {
      ranked.unpersist();
    }
  }

  /** All rows, those left out by earlier merges as well, each with its load. */
  private Dataset<Row> rows(
      List<FactPartition> sources, Optional<String> without, Optional<FactPartition> newcomer) {
    List<Dataset<Row>> all = new ArrayList<>();
    for (FactPartition source : sources) {
      Dataset<Row> rows = attributed(source);
      all.add(without.isEmpty() ? rows : rows.filter(col(HIDDEN_LOAD_ID).notEqual(without.get())));
    }
    newcomer.ifPresent(fresh -> all.add(attributed(fresh)));
    return all.stream().reduce(Dataset::unionByName).orElseThrow();
  }

  /** Files that one load wrote have no hidden column: their rows are that load's. */
  private Dataset<Row> attributed(FactPartition source) {
    List<Path> places = new ArrayList<>(List.of(new Path(source.location())));
    source.leftOut().ifPresent(place -> places.add(new Path(place)));
    return store
        .read(schema, places)
        .withColumn(HIDDEN_LOAD_ID, coalesce(col(HIDDEN_LOAD_ID), lit(source.loadIds().get(0))));
  }

  private Dataset<Row> ranked(Dataset<Row> rows) {
    if (store.table().key().isEmpty()) {
      return rows.withColumn(SHOWN, lit(true));
    }
    Column[] key = store.table().key().stream().map(name -> col(name)).toArray(Column[]::new);
    Column[] values =
        store.table().columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
    return rows.withColumn(
            RANK,
            row_number()
                .over(Window.partitionBy(key).orderBy(col(HIDDEN_LOAD_ID), xxhash64(values))))
        .withColumn(SHOWN, col(RANK).equalTo(1))
        .drop(RANK);
  }

  private List<Contribution> counted(
      Dataset<Row> ranked, List<Contribution> parts, YearMonth month) {
    List<Column> aggregates = MonthStats.aggregates(store.table());
    Map<String, MonthStats> shown = new HashMap<>();
    Map<String, Long> hidden = new HashMap<>();
    for (Row row :
        ranked
            .groupBy(HIDDEN_LOAD_ID, SHOWN)
            .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
            .collectAsList()) {
      if (row.getBoolean(1)) {
        shown.put(row.getString(0), MonthStats.of(month, row, 2));
      } else {
        hidden.put(row.getString(0), row.getLong(2));
      }
    }
    return parts.stream()
        .map(
            part ->
                new Contribution(
                    part.loaded(),
                    part.attempt(),
                    shown.getOrDefault(part.loadId(), MonthStats.empty(month)),
                    hidden.getOrDefault(part.loadId(), 0L)))
        .toList();
  }

  /** What was lost before must not be written down as if it had never been. */
  private void requireComplete(List<Contribution> committed, List<Contribution> found) {
    for (int i = 0; i < committed.size(); i++) {
      Contribution part = committed.get(i);
      if (part.rows() != found.get(i).rows()) {
        throw MercatoException.failed(
            "Could not rewrite %s of '%s': the load '%s' brought %,d rows, but its files hold %,d. Look with 'verify' at what is missing, then restore the files or load it again with 'load --batch %s --replace'."
                .formatted(
                    part.stats().month(),
                    store.table().name(),
                    part.loadId(),
                    part.rows(),
                    found.get(i).rows(),
                    part.loadId()));
      }
    }
  }

  private static long rowCount(List<Contribution> parts) {
    return parts.stream().mapToLong(part -> part.stats().rows()).sum();
  }

  private void write(Dataset<Row> rows, Path place, long count) {
    int fileCount = (int) Math.max(1, (count + ROWS_PER_FILE - 1) / ROWS_PER_FILE);
    Dataset<Row> files =
        fileCount == 1
            ? rows.coalesce(1)
            : rows.repartitionByRange(fileCount, col(Table.EVENT_TIME));
    files.sortWithinPartitions(Table.EVENT_TIME).drop(SHOWN).write().parquet(place.toString());
  }
}

package dev.mercato.etl.verify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;

import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.RowChecksum;
import dev.mercato.core.warehouse.SnapshotTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compares a snapshot table's files and rows with what its parameters say: the snapshot that
 * readers see, and what each load brought to it.
 */
final class SnapshotChecks {
  private static final String FILE = "_metadata.file_path";

  private final SparkSession spark;
  private final Table table;
  private final CheckLog log;

  SnapshotChecks(SparkSession spark, Table table, CheckLog log) {
    this.spark = spark;
    this.table = table;
    this.log = log;
  }

  /** What the parameters say. */
  record State(String location, long rows, List<LoadRecord> loads, Map<String, String> brought) {
    static State of(SnapshotTable snapshot) {
      return new State(
          snapshot.location(), snapshot.rows(), snapshot.loads(), snapshot.contributions());
    }
  }

  /** Rows and checksum of what one load brought. */
  private record Brought(long rows, long checksum) {
    static final Brought NOTHING = new Brought(0, 0);

    Brought plus(Brought other) {
      return new Brought(rows + other.rows, checksum + other.checksum);
    }
  }

  /**
   * Makes the checks, with one scan of the snapshot and one of what loads brought.
   *
   * @param rows the table as readers see it
   * @return the rows that each load brought, counted
   */
  Map<String, Long> check(State state, Dataset<Row> rows, Configuration hadoop) {
    List<String> directories = new ArrayList<>(state.brought().values());
    directories.add(state.location());
    FileRows files = FileRows.in(directories, hadoop);
    files.check(log, table.name(), state.location(), state.rows());
    state
        .loads()
        .forEach(
            load ->
                files.check(log, subject(load), state.brought().get(load.loadId()), load.kept()));
    if (!files.faults().isEmpty()) {
      return Map.of();
    }
    checkRows(state, rows);
    return checkBrought(state);
  }

  private void checkRows(State state, Dataset<Row> rows) {
    Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
    Column[] others = java.util.Arrays.copyOfRange(key, 1, key.length);
    Row found = rows.agg(count(lit(1)), countDistinct(key[0], others)).head();
    log.equal(
        CheckName.ROWS,
        table.name(),
        "readers see %,d rows",
        found.getLong(0),
        "the last load made %,d",
        state.rows());
    log.equal(
        CheckName.KEYS,
        table.name(),
        "there are %,d different keys",
        found.getLong(1),
        "%,d rows",
        found.getLong(0));
  }

  private Map<String, Long> checkBrought(State state) {
    Map<String, Brought> scans = scan(state);
    Map<String, Long> counted = new HashMap<>();
    for (LoadRecord load : state.loads()) {
      Brought found = scans.getOrDefault(load.loadId(), Brought.NOTHING);
      counted.put(load.loadId(), found.rows());
      log.equal(
          CheckName.CHECKSUMS,
          subject(load),
          "the rows have the checksum %d",
          found.checksum(),
          "were written with %d",
          load.checksum());
    }
    return counted;
  }

  /** What each load brought, by load id. */
  private Map<String, Brought> scan(State state) {
    Map<String, Brought> scans = new HashMap<>();
    if (state.brought().isEmpty()) {
      return scans;
    }
    spark
        .read()
        .schema(table.fileSchema())
        .parquet(state.brought().values().toArray(String[]::new))
        .withColumn("file", col(FILE))
        .groupBy("file")
        .agg(count(lit(1)), RowChecksum.of(table))
        .collectAsList()
        .forEach(
            row ->
                loadOf(row.getString(0), state)
                    .ifPresent(
                        load ->
                            scans.merge(
                                load, new Brought(row.getLong(1), row.getLong(2)), Brought::plus)));
    return scans;
  }

  private static Optional<String> loadOf(String file, State state) {
    String path = URI.create(file).getPath();
    return state.brought().entrySet().stream()
        .filter(entry -> path.startsWith(new Path(entry.getValue()).toUri().getPath() + "/"))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private String subject(LoadRecord load) {
    return "%s, what '%s' brought".formatted(table.name(), load.loadId());
  }
}

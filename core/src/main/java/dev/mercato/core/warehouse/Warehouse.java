package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The platform's tables in one Hive database. Each table has a directory of its own name under the
 * location; in it stands what the table's partitions point to, now or until the next sweep.
 */
public final class Warehouse {
  /** Writers of a table wait this long for each other before one is refused. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The table of loads is written in a second or two, by every writer of any table. */
  private static final Duration LOADS_PATIENCE = Duration.ofMinutes(2);

  private final SparkSession spark;
  private final String database;
  private final Metastore metastore;
  private final FileSystem files;
  private final Path location;
  private final Clock clock;
  private final Duration patience;
  private final LoadsTable loadsTable;

  /**
   * @param spark a session with Hive support, its time zone UTC
   * @param location the directory of all tables, as a path or URI
   */
  public Warehouse(SparkSession spark, String database, String location) {
    this(spark, database, location, Clock.systemUTC(), PATIENCE);
  }

  Warehouse(SparkSession spark, String database, String location, Clock clock, Duration patience) {
    requireSetting(spark, "spark.sql.session.timeZone", "UTC");
    requireSetting(spark, "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    this.spark = spark;
    this.database = database;
    this.metastore = new Metastore(spark, database);
    this.clock = clock;
    this.patience = patience;
    try {
      Path path = new Path(location);
      this.files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      this.location = files.makeQualified(path);
    } catch (IOException e) {
      throw MercatoException.failed(
          "Could not reach the warehouse at %s (%s): see that its file system is there."
              .formatted(location, e.getMessage()),
          e);
    }
    this.loadsTable =
        new LoadsTable(spark, new MartTable(store(ShopTables.LOADS), LOADS_PATIENCE), this::loads);
  }

  /** Months are told in the session's time zone, and other readers know no INT96. */
  private static void requireSetting(SparkSession spark, String key, String value) {
    String found = spark.conf().get(key, "");
    if (!found.equals(value)) {
      throw MercatoException.usage(
          "The Spark setting %s is '%s': the tables need it to be %s."
              .formatted(key, found, value));
    }
  }

  /** Makes the database and those of the registry's tables that are missing. */
  public void create() {
    if (!metastore.hasDatabase()) {
      spark.sql(
          "CREATE DATABASE IF NOT EXISTS `%s` COMMENT 'Mercato: an e-commerce data platform' LOCATION '%s'"
              .formatted(database, sqlQuoted(location.toString())));
    }
    for (Table table : Registry.TABLES) {
      if (!metastore.has(table)) {
        TableStore store = store(table);
        Path start =
            table.partitionColumns().isEmpty()
                ? store.place("created", "empty")
                : store.directory();
        store.make(start);
        spark.sql(table.createStatement(database, start.toString()));
      }
    }
    loadsTable.refresh();
  }

  /** Whether {@link #create} has been called, once and for all. */
  public boolean exists() {
    return metastore.hasDatabase() && Registry.TABLES.stream().allMatch(metastore::has);
  }

  /**
   * Puts in order what a writer that died has left: rejects whose load was never committed, empty
   * partitions, a stale table of loads. Costs a few metastore calls when there is nothing to do; to
   * be called before any command answers.
   */
  public Recovery recover() {
    if (!exists()) {
      return new Recovery(0, 0, false, List.of());
    }
    int rejects = 0;
    int partitions = 0;
    List<String> busy = new ArrayList<>();
    for (LoadedTable table : loadedTables()) {
      if (!table.isUntidy()) {
        continue;
      }
      Optional<WriterLock> lock = store(table.table()).tryLock();
      if (lock.isEmpty()) {
        busy.add(table.table().name());
        continue;
      }
      try (WriterLock held = lock.get()) {
        Tidied tidied = table.tidy(held);
        rejects += tidied.rejects();
        partitions += tidied.partitions();
      }
    }
    return new Recovery(rejects, partitions, loadsTable.refresh(), busy);
  }

  /** A table of facts, by its registry entry. */
  public FactTable facts(Table table) {
    require(table, TableKind.FACT);
    return new FactTable(store(table), rejects(), patience, loadsTable::refresh);
  }

  /** A table of the latest known, by its registry entry. */
  public SnapshotTable snapshot(Table table) {
    require(table, TableKind.SNAPSHOT);
    return new SnapshotTable(store(table), rejects(), patience, loadsTable::refresh);
  }

  /** A table that loads fill, of either kind. */
  public LoadedTable loaded(Table table) {
    return table.kind() == TableKind.FACT ? facts(table) : snapshot(table);
  }

  /** All tables that loads fill, dimensions first. */
  public List<LoadedTable> loadedTables() {
    return Registry.LOADED.stream().map(this::loaded).toList();
  }

  public RejectsTable rejects() {
    return new RejectsTable(store(ShopTables.REJECTS));
  }

  /** A derived table, by its registry entry. */
  public MartTable mart(Table table) {
    if (table.kind() != TableKind.MART) {
      require(table, TableKind.MONTHLY_MART);
    }
    return new MartTable(store(table), patience);
  }

  /** All loads of all tables, as the metastore has them now. */
  public List<LoadRecord> loads() {
    return loadedTables().stream().flatMap(table -> table.loads().stream()).toList();
  }

  private static void require(Table table, TableKind kind) {
    if (table.kind() != kind) {
      throw new IllegalArgumentException(
          "The table %s is of kind %s, not %s".formatted(table.name(), table.kind(), kind));
    }
  }

  private TableStore store(Table table) {
    return new TableStore(spark, metastore, files, new Path(location, table.name()), table, clock);
  }

  private static String sqlQuoted(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}

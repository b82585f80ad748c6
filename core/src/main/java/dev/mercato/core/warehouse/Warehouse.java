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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final List<Table> tables;
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
    this(spark, database, location, Registry.TABLES, Clock.systemUTC(), PATIENCE);
  }

  /** One of these tables only, which must have those that loads are written down in. */
  Warehouse(
      SparkSession spark,
      String database,
      String location,
      List<Table> tables,
      Clock clock,
      Duration patience) {
    requireSetting(spark, "spark.sql.session.timeZone", "UTC");
    requireSetting(spark, "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    this.spark = spark;
    this.database = database;
    this.tables = List.copyOf(tables);
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
    Set<String> present = metastore.tables();
    for (Table table : tables) {
      if (!present.contains(table.name())) {
        TableStore store = store(table);
        Path start =
            table.partitionColumns().isEmpty()
                ? store.place("created", "empty")
                : store.directory();
        store.make(start);
        spark.sql(table.createStatement(database, start.toString()));
      }
    }
  }

  /**
   * Brings the table of loads up to date, which every change of what is loaded leaves behind.
   *
   * @throws MercatoException status 1 if it could not be written; the changes stand all the same
   */
  public void refreshLoads() {
    try {
      loadsTable.refresh();
    } catch (RuntimeException e) {
      throw MercatoException.failed(
          "What was loaded is committed, but the table 'loads' could not be brought up to date (%s): any next command does that."
              .formatted(e.getMessage()),
          e);
    }
  }

  /** The same for the changes made before something failed, which is what must be told. */
  public void refreshLoadsAfter(RuntimeException failure) {
    try {
      refreshLoads();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Whether the database has all of the registry's tables. */
  public boolean exists() {
    return metastore.hasDatabase()
        && metastore.tables().containsAll(tables.stream().map(Table::name).toList());
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
    Tidied tidied = new Tidied(0, 0);
    List<String> busy = new ArrayList<>();
    List<LoadRecord> loads = new ArrayList<>();
    for (LoadedTable table : loadedTables()) {
      Inventory inventory = table.inventory();
      loads.addAll(inventory.loads());
      if (table.isUntidy(inventory)) {
        Optional<WriterLock> lock = store(table.table()).tryLock();
        if (lock.isPresent()) {
          try (WriterLock held = lock.get()) {
            tidied = tidied.plus(table.tidy(held));
          }
        } else {
          busy.add(table.table().name());
        }
      }
    }
    boolean refreshed = !loadsTable.isCurrent(loads) && loadsTable.refresh();
    return new Recovery(tidied.rejects(), tidied.partitions(), refreshed, busy);
  }

  /**
   * Deletes directories that no reader can find any more.
   *
   * @param grace how long readers that found them before may go on
   * @return what was done, by table; a table that a running writer has is left out
   */
  public Map<String, Swept> sweep(Duration grace) {
    Sweep sweep = new Sweep(files, clock, grace);
    Map<String, Swept> swept = new LinkedHashMap<>();
    for (Table table : tables) {
      if (table.kind() == TableKind.REJECTS) {
        continue;
      }
      Optional<WriterLock> lock = store(table).tryLock();
      if (lock.isPresent()) {
        try (WriterLock held = lock.get()) {
          swept.put(table.name(), sweep(table, held, sweep));
        }
      }
    }
    return swept;
  }

  private Swept sweep(Table table, WriterLock lock, Sweep sweep) {
    return switch (table.kind()) {
      case FACT, SNAPSHOT -> loaded(table).sweep(lock, sweep);
      case MART, MONTHLY_MART -> mart(table).sweep(lock, sweep);
      case REJECTS -> Swept.NOTHING;
    };
  }

  /** A table of facts, by its registry entry. */
  public FactTable facts(Table table) {
    require(table, TableKind.FACT);
    return new FactTable(store(table), rejects(), patience);
  }

  /** A table of the latest known, by its registry entry. */
  public SnapshotTable snapshot(Table table) {
    require(table, TableKind.SNAPSHOT);
    return new SnapshotTable(store(table), rejects(), patience);
  }

  /** A table that loads fill, of either kind. */
  public LoadedTable loaded(Table table) {
    return table.kind() == TableKind.FACT ? facts(table) : snapshot(table);
  }

  /** All tables that loads fill, dimensions first. */
  public List<LoadedTable> loadedTables() {
    return Registry.LOADED.stream().filter(tables::contains).map(this::loaded).toList();
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

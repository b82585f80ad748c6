package dev.mercato.faults;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.RowChecksum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What readers see of the tables: rows and checksum of each loaded table, and of its rejects.
 *
 * @param tables by table
 * @param rejects by table
 * @param loads the table of loads; when each was committed, and how many rows it replaced, is left
 *     out, since both are others when a load is run again
 */
record Contents(Map<String, String> tables, Map<String, String> rejects, String loads) {
  private static final String NOTHING = "0 rows";
  private static final String TABLE_KEY = "table.";
  private static final String REJECTS_KEY = "rejects.";
  private static final String LOADS_KEY = "loads";

  Contents {
    tables = Map.copyOf(tables);
    rejects = Map.copyOf(rejects);
  }

  /** Reads them, as a reader would who knows nothing of writers: all of them by one query. */
  static Contents read(JobContext context) {
    Map<String, String> tables = named(NOTHING);
    Map<String, String> rejects = named(NOTHING);
    if (!context.warehouse().exists()) {
      return new Contents(tables, rejects, NOTHING);
    }
    Dataset<Row> all = measured(LOADS_KEY, ShopTables.LOADS, loads(context));
    for (Table table : Registry.LOADED) {
      Dataset<Row> rejected =
          rows(context, ShopTables.REJECTS).where("table_name = '" + table.name() + "'");
      all =
          all.union(measured(TABLE_KEY + table.name(), table, rows(context, table)))
              .union(measured(REJECTS_KEY + table.name(), ShopTables.REJECTS, rejected));
    }
    Map<String, String> found = new HashMap<>();
    all.collectAsList().forEach(row -> found.put(row.getString(0), text(row)));
    tables.replaceAll((table, nothing) -> found.get(TABLE_KEY + table));
    rejects.replaceAll((table, nothing) -> found.get(REJECTS_KEY + table));
    return new Contents(tables, rejects, found.get(LOADS_KEY));
  }

  private static Map<String, String> named(String text) {
    Map<String, String> named = new TreeMap<>();
    Registry.LOADED.forEach(table -> named.put(table.name(), text));
    return named;
  }

  private static Dataset<Row> loads(JobContext context) {
    return rows(context, ShopTables.LOADS)
        .withColumn("rows_replaced", functions.lit(0L))
        .withColumn("committed_at", functions.lit("2025-01-01 00:00:00").cast("timestamp"));
  }

  private static Dataset<Row> rows(JobContext context, Table table) {
    String name = context.settings().database() + "." + table.name();
    context.spark().catalog().refreshTable(name);
    return context.spark().table(name);
  }

  private static Dataset<Row> measured(String key, Table table, Dataset<Row> rows) {
    return rows.agg(
        functions.lit(key), functions.count("*").as("rows"), RowChecksum.of(table).as("checksum"));
  }

  private static String text(Row row) {
    return row.getLong(1) == 0
        ? NOTHING
        : "%d rows of checksum %d".formatted(row.getLong(1), row.getLong(2));
  }

  /** Keeps them in a file. */
  void write(Path file) {
    Properties all = new Properties();
    tables.forEach((table, text) -> all.put(TABLE_KEY + table, text));
    rejects.forEach((table, text) -> all.put(REJECTS_KEY + table, text));
    all.put(LOADS_KEY, loads);
    try (Writer out = Files.newBufferedWriter(file)) {
      all.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Contents readFrom(Path file) {
    Properties all = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      all.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> tables = new TreeMap<>();
    Map<String, String> rejects = new TreeMap<>();
    for (Table table : Registry.LOADED) {
      tables.put(table.name(), all.getProperty(TABLE_KEY + table.name()));
      rejects.put(table.name(), all.getProperty(REJECTS_KEY + table.name()));
    }
    return new Contents(tables, rejects, all.getProperty(LOADS_KEY));
  }
}

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

  Contents {
    tables = Map.copyOf(tables);
    rejects = Map.copyOf(rejects);
  }

  /** Reads them, as a reader would who knows nothing of writers. */
  static Contents read(JobContext context) {
    Map<String, String> tables = new TreeMap<>();
    Map<String, String> rejects = new TreeMap<>();
    boolean exists = context.warehouse().exists();
    for (Table table : Registry.LOADED) {
      tables.put(table.name(), exists ? measured(rows(context, table), table) : NOTHING);
      rejects.put(
          table.name(),
          exists
              ? measured(
                  rows(context, ShopTables.REJECTS).where("table_name = '" + table.name() + "'"),
                  ShopTables.REJECTS)
              : NOTHING);
    }
    return new Contents(
        tables,
        rejects,
        exists
            ? measured(
                rows(context, ShopTables.LOADS)
                    .withColumn("rows_replaced", functions.lit(0L))
                    .withColumn(
                        "committed_at", functions.lit("2025-01-01 00:00:00").cast("timestamp")),
                ShopTables.LOADS)
            : NOTHING);
  }

  private static Dataset<Row> rows(JobContext context, Table table) {
    String name = context.settings().database() + "." + table.name();
    context.spark().catalog().refreshTable(name);
    return context.spark().table(name);
  }

  private static String measured(Dataset<Row> rows, Table table) {
    Row row = rows.agg(functions.count("*"), RowChecksum.of(table)).head();
    return row.getLong(0) == 0
        ? NOTHING
        : "%d rows of checksum %d".formatted(row.getLong(0), row.getLong(1));
  }

  /** Keeps them in a file. */
  void write(Path file) {
    Properties all = new Properties();
    tables.forEach((table, text) -> all.put("table." + table, text));
    rejects.forEach((table, text) -> all.put("rejects." + table, text));
    all.put("loads", loads);
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
      tables.put(table.name(), all.getProperty("table." + table.name()));
      rejects.put(table.name(), all.getProperty("rejects." + table.name()));
    }
    return new Contents(tables, rejects, all.getProperty("loads"));
  }
}

package dev.mercato.etl.marts;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.MartTable;
import dev.mercato.core.warehouse.StagedMart;
import dev.mercato.core.warehouse.Warehouse;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Where marts read from and are written to. */
final class MartStore {
  private final SparkSession spark;
  private final Warehouse warehouse;
  private final String database;

  MartStore(JobContext context) {
    this.spark = context.spark();
    this.database = context.settings().database();
    this.warehouse = context.warehouse();
  }

  MartTable mart(Table table) {
    return warehouse.mart(table);
  }

  Facts facts(Table table) {
    return new Facts(warehouse.facts(table).partitions());
  }

  /** The directory of the snapshot; it is another one after every change. */
  String location(Table snapshot) {
    return warehouse.snapshot(snapshot).location();
  }

  /** The rows in these directories, which never change. */
  Dataset<Row> rows(Table table, Collection<String> locations) {
    return locations.isEmpty()
        ? spark.createDataFrame(List.of(), table.fileSchema())
        : spark.read().schema(table.fileSchema()).parquet(locations.toArray(String[]::new));
  }

  /** No rows. */
  Dataset<Row> empty(Table table) {
    return rows(table, List.of());
  }

  /** All of a mart as it is now; of a monthly one with its {@code event_month}. */
  Dataset<Row> all(Table table) {
    return spark.table("`%s`.`%s`".formatted(database, table.name()));
  }

  /** Some months of a monthly mart. */
  Dataset<Row> months(Table table, Collection<YearMonth> months) {
    return all(table)
        .where(
            functions
                .col(Table.EVENT_MONTH)
                .isin(months.stream().map(YearMonth::toString).toArray()));
  }

  /** Replaces a mart; tells the rows it has now. */
  long replace(Table table, Dataset<Row> rows, Sources sources) {
    MartTable mart = warehouse.mart(table);
    try (StagedMart staged = mart.stage()) {
      Observation written = new Observation();
      MartFiles.write(counted(table, rows, written), staged.directory());
      mart.replace(staged, sources.names());
      return count(written);
    }
  }

  /** Replaces months of a mart; tells the rows written. */
  long replaceMonths(
      Table table, Dataset<Row> rows, Touched touched, Map<YearMonth, Sources> sources) {
    MartTable mart = warehouse.mart(table);
    try (StagedMart staged = mart.stage()) {
      long count = 0;
      if (!touched.months().isEmpty()) {
        Observation written = new Observation();
        MartFiles.writeMonths(counted(table, rows, written), staged.directory());
        count = count(written);
      }
      Map<YearMonth, Map<String, String>> built = new HashMap<>();
      touched.months().keySet().forEach(month -> built.put(month, sources.get(month).names()));
      mart.replaceMonths(staged, built, touched.vanished());
      return count;
    }
  }

  /** Counts the rows while they are written, which spares a job over the files. */
  private static Dataset<Row> counted(Table table, Dataset<Row> rows, Observation written) {
    return conforming(table, rows).observe(written, functions.count(functions.lit(1)).as("rows"));
  }

  private static long count(Observation written) {
    try {
      return (Long) written.getAsJava().get("rows");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MercatoException.failed("Interrupted while counting the rows of a mart.", e);
    }
  }

  /** The registry's columns, in its order and types, and the partition columns. */
  private static Dataset<Row> conforming(Table table, Dataset<Row> rows) {
    List<org.apache.spark.sql.Column> columns =
        table.columns().stream()
            .map(
                column ->
                    functions.col(column.name()).cast(column.type().sparkType()).as(column.name()))
            .collect(Collectors.toList());
    table.partitionColumns().forEach(part -> columns.add(functions.col(part)));
    return rows.select(columns.toArray(org.apache.spark.sql.Column[]::new));
  }
}

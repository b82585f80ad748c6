package dev.mercato.streaming.consume;

import static org.apache.spark.sql.functions.col;

import dev.mercato.core.contract.KnownKeys;
import dev.mercato.core.contract.References;
import dev.mercato.core.table.Column;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Rule;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** The keys that events may refer to, looked up again when the tables that have them change. */
final class Dimensions {
  private final Warehouse warehouse;
  private final Map<String, Known> known = new HashMap<>();

  /** Keys, and the directories that they were read from. */
  private record Known(Map<String, String> directories, KnownKeys keys, Dataset<Row> held) {}

  Dimensions(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** The checks of a table's columns that refer to others. */
  List<References> references(Table table, SparkSession spark) {
    List<References> references = new ArrayList<>();
    for (Column column : table.columns()) {
      for (Rule rule : column.rules()) {
        if (rule instanceof Rule.References target) {
          references.add(
              new References(
                  column.name(),
                  target.table() + "." + target.column(),
                  keys(target.table(), target.column(), spark)));
        }
      }
    }
    return references;
  }

  private KnownKeys keys(String table, String column, SparkSession spark) {
    Map<String, String> directories = warehouse.snapshot(Registry.table(table)).contributions();
    String name = table + "." + column;
    Known before = known.get(name);
    if (before != null && before.directories().equals(directories)) {
      return before.keys();
    }
    if (before != null) {
      before.held().unpersist();
    }
    Dataset<Row> rows =
        directories.isEmpty()
            ? spark.createDataFrame(List.of(), Registry.table(table).fileSchema())
            : spark
                .read()
                .schema(Registry.table(table).fileSchema())
                .parquet(directories.values().stream().distinct().toArray(String[]::new));
    Dataset<Row> keys =
        rows.select(col(column)).distinct().coalesce(1).persist(StorageLevel.MEMORY_AND_DISK());
    Known now = new Known(Map.copyOf(directories), KnownKeys.of(keys), keys);
    known.put(name, now);
    return now.keys();
  }
}

package dev.mercato.core.warehouse;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import dev.mercato.core.MercatoException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Puts a snapshot table's rows together: of each key the version of the latest data date and, of
 * the same date, of the last load by name; but the earliest value of all versions in the columns
 * that the registry names as such.
 *
 * <p>The files have two columns that the table does not declare, the data date and the load of each
 * row, so that the next load needs the snapshot only. What each load brought stays in a directory
 * of its own, from which the snapshot can be made anew when a load is taken out or replaced.
 */
final class SnapshotMerge {
  static final String CONTRIBUTION = "contribution";
  static final String SNAPSHOT = "snapshot";
  private static final String DATA_DATE = "_data_date";
  private static final String LOAD_ID = "_load_id";
  private static final String ATTEMPT = "_attempt";
  private static final String RANK = "_rank";

  private final TableStore store;

  SnapshotMerge(TableStore store) {
    this.store = store;
  }

  /** How many rows a load brought, and their checksum. */
  record Measure(long rows, long checksum) {}

  Measure measure(Path contribution) {
    Row row =
        store
            .read(store.table().fileSchema(), List.of(contribution))
            .agg(count(lit(1)), RowChecksum.of(store.table()))
            .head();
    return new Measure(row.getLong(0), row.getLong(1));
  }

  /**
   * The snapshot with one load more.
   *
   * @param known the rows that the snapshot was committed with
   */
  long add(Path snapshot, long known, SnapshotLoad load, Path target) {
    Dataset<Row> old =
        store.read(
            store
                .table()
                .fileSchema()
                .add(DATA_DATE, DataTypes.DateType, true)
                .add(LOAD_ID, DataTypes.StringType, true),
            List.of(snapshot));
    requireRows("the table was committed with", known, old.count());
    Dataset<Row> brought =
        store
            .read(store.table().fileSchema(), List.of(contribution(load)))
            .withColumn(DATA_DATE, lit(load.dataDate()))
            .withColumn(LOAD_ID, lit(load.loadId()));
    return write(old.unionByName(brought), target);
  }

  /** The snapshot of these loads and no other. */
  long rebuild(List<SnapshotLoad> loads, Path target) {
    if (loads.isEmpty()) {
      store.make(target);
      return 0;
    }
    loads.forEach(
        load ->
            requireRows(
                "the load '%s' brought".formatted(load.loadId()),
                load.record().kept(),
                store.read(store.table().fileSchema(), List.of(contribution(load))).count()));
    Dataset<Row> rows =
        store
            .read(store.table().fileSchema(), loads.stream().map(this::contribution).toList())
            .withColumn(
                ATTEMPT,
                regexp_extract(
                    col("_metadata.file_path"), "/([^/]+)/" + CONTRIBUTION + "/[^/]+$", 1));
    return write(rows.join(broadcast(origins(loads)), ATTEMPT).drop(ATTEMPT), target);
  }

  /** What was lost before must not be written down as if it had never been. */
  private void requireRows(String whose, long known, long found) {
    if (known != found) {
      throw MercatoException.failed(
          "Could not change '%s': %s %,d rows, but the files hold %,d. Look with 'verify' at what is missing, and restore the files."
              .formatted(store.table().name(), whose, known, found));
    }
  }

  Path contribution(SnapshotLoad load) {
    return store.place(load.attempt(), CONTRIBUTION);
  }

  private Dataset<Row> origins(List<SnapshotLoad> loads) {
    StructType schema =
        new StructType()
            .add(ATTEMPT, DataTypes.StringType)
            .add(DATA_DATE, DataTypes.DateType)
            .add(LOAD_ID, DataTypes.StringType);
    return store
        .spark()
        .createDataFrame(
            loads.stream()
                .map(load -> RowFactory.create(load.attempt(), load.dataDate(), load.loadId()))
                .toList(),
            schema);
  }

  private long write(Dataset<Row> versions, Path target) {
    Column[] key = store.table().key().stream().map(name -> col(name)).toArray(Column[]::new);
    Column[] values =
        store.table().columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> latest =
        earliest(versions, key)
            .withColumn(
                RANK,
                row_number()
                    .over(
                        Window.partitionBy(key)
                            .orderBy(col(DATA_DATE).desc(), col(LOAD_ID).desc(), xxhash64(values))))
            .filter(col(RANK).equalTo(1))
            .drop(RANK);
    latest.coalesce(1).sortWithinPartitions(key).write().parquet(target.toString());
    return store.read(store.table().fileSchema(), List.of(target)).count();
  }

  /** Gives all versions of a row the earliest value in the columns that ask for it. */
  private Dataset<Row> earliest(Dataset<Row> versions, Column[] key) {
    Dataset<Row> result = versions;
    for (dev.mercato.core.table.Column column : store.table().columns()) {
      if (column.earliest()) {
        result =
            result.withColumn(column.name(), min(col(column.name())).over(Window.partitionBy(key)));
      }
    }
    return result;
  }
}

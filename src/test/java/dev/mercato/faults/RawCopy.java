package dev.mercato.faults;

import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.raw.RawTable;
import dev.mercato.core.raw.RawZone;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import dev.mercato.core.warehouse.RowChecksum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Copies a raw zone and changes columns on the way, so that loads have something to reject. */
public final class RawCopy {
  private static final String MONTH = "month";

  /** Some order lines and events are not valid. */
  public static final Map<String, Map<String, String>> FIRST_VERSION =
      Map.of(
          "transactions", Map.of("quantity", "if(transaction_id % 20 = 3, -1, quantity)"),
          "clickstream", Map.of("event_type", "if(event_id % 50 = 7, 'sneeze', event_type)"));

  /** Others are not, and customers and products have other names. */
  public static final Map<String, Map<String, String>> SECOND_VERSION =
      Map.of(
          "users", Map.of("name", "concat(name, ' II')"),
          "products", Map.of("name", "concat(name, ' II')"),
          "transactions", Map.of("quantity", "if(transaction_id % 6 = 1, -1, quantity)"),
          "clickstream", Map.of("event_type", "if(event_id % 11 = 1, 'sneeze', event_type)"));

  private final SparkSession spark;
  private final RawZone from;

  /**
   * @param from the root of the raw zone to copy
   */
  public RawCopy(SparkSession spark, String from) {
    this.spark = spark;
    this.from = new RawZone(from, spark.sparkContext().hadoopConfiguration());
  }

  /**
   * Copies all batches.
   *
   * @param root of the raw zone to make
   * @param changes by table and column, an expression of the table's columns
   */
  public void to(String root, Map<String, Map<String, String>> changes) {
    RawZone target = new RawZone(root, spark.sparkContext().hadoopConfiguration());
    for (RawManifest batch : from.batches()) {
      Path staging = target.stage();
      List<RawTable> copies = new ArrayList<>();
      for (RawTable table : batch.tables()) {
        copies.add(
            copy(
                Registry.table(table.table()),
                from.directory(batch.batch(), table.table()),
                new Path(staging, table.table()),
                changes.getOrDefault(table.table(), Map.of())));
      }
      target.publish(staging, RawManifest.of(batch.days(), batch.origin(), copies));
    }
  }

  private RawTable copy(Table table, Path source, Path target, Map<String, String> changes) {
    boolean monthly = table.kind() == TableKind.FACT;
    Dataset<Row> rows =
        spark
            .read()
            .schema(
                monthly ? table.fileSchema().add(MONTH, DataTypes.StringType) : table.fileSchema())
            .parquet(source.toString());
    List<String> columns =
        new ArrayList<>(
            table.columns().stream()
                .map(
                    column ->
                        "cast(%s as %s) as `%s`"
                            .formatted(
                                changes.getOrDefault(column.name(), "`" + column.name() + "`"),
                                column.type().sql(),
                                column.name()))
                .toList());
    if (monthly) {
      columns.add(MONTH);
    }
    Observation written = new Observation();
    Dataset<Row> changed =
        rows.selectExpr(columns.toArray(String[]::new))
            .coalesce(1)
            .observe(
                written,
                functions.count(functions.lit(1)).as("rows"),
                RowChecksum.of(table).as("checksum"));
    (monthly ? changed.write().partitionBy(MONTH) : changed.write()).parquet(target.toString());
    return new RawTable(table.name(), observed(written, "rows"), 0, observed(written, "checksum"));
  }

  private static long observed(Observation written, String name) {
    try {
      return (Long) written.getAsJava().get(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a batch was copied", e);
    }
  }
}

package dev.mercato.core.parquet;

import dev.mercato.core.table.Column;
import dev.mercato.core.table.ColumnType;
import dev.mercato.core.table.Table;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How the files of a table are written. A dictionary does not pay where nearly every value is a new
 * one: the writer builds it, finds it too large and starts again.
 */
public final class ParquetLayout {
  private ParquetLayout() {}

  /** A writer with the table's Parquet options. */
  public static DataFrameWriter<Row> writer(Dataset<Row> rows, Table table) {
    DataFrameWriter<Row> writer =
        rows.write()
            .option("compression", "zstd")
            .option("parquet.compression.codec.zstd.level", "1")
            .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
    for (Column column : table.columns()) {
      if (isNearlyUnique(column, table)) {
        writer = writer.option("parquet.enable.dictionary#" + column.name(), "false");
      }
    }
    return writer;
  }

  private static boolean isNearlyUnique(Column column, Table table) {
    return table.key().contains(column.name())
        || column.type() == ColumnType.TIMESTAMP
        || column.name().equals("order_id")
        || column.name().equals("session_id");
  }
}

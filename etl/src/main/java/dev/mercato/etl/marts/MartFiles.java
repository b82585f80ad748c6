package dev.mercato.etl.marts;

import dev.mercato.core.table.Table;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How marts are written as Parquet files. */
final class MartFiles {
  private MartFiles() {}

  /** Writes a mart as a whole. */
  static void write(Dataset<Row> mart, String directory) {
    writer(mart).parquet(directory);
  }

  /** Writes the months of a mart into folders {@code event_month=yyyy-MM}. */
  static void writeMonths(Dataset<Row> mart, String directory) {
    writer(mart).partitionBy(Table.EVENT_MONTH).parquet(directory);
  }

  // Columns in which nearly every value is another gain nothing from a dictionary, which is built
  // and thrown away at the cost of a third of the writing.
  private static DataFrameWriter<Row> writer(Dataset<Row> mart) {
    return mart.write()
        .option("parquet.enable.dictionary#session_id", "false")
        .option("parquet.enable.dictionary#order_id", "false")
        .option("parquet.enable.dictionary#started_at", "false")
        .option("parquet.enable.dictionary#ended_at", "false")
        .option("parquet.enable.dictionary#first_order_at", "false")
        .option("parquet.enable.dictionary#last_order_at", "false");
  }
}

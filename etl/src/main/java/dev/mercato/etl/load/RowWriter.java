package dev.mercato.etl.load;

import static org.apache.spark.sql.functions.col;

import dev.mercato.core.parquet.ParquetLayout;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes the rows that pass their checks, by one Spark job without a shuffle: a task reads some of
 * the files, checks their rows, sorts them in memory (spilling what does not fit) and writes one
 * file for each month that it has met. Every file is sorted by time, so that filters on the time
 * skip most of it; a snapshot table's by key.
 *
 * <p>That sort is the only one because the settings let a task keep the files of all its months
 * open at once (spark.sql.maxConcurrentOutputFileWriters).
 */
final class RowWriter {
  private final Table table;

  RowWriter(Table table) {
    this.table = table;
  }

  /** Writes the kept rows under the directory of a staged load. */
  void write(CheckedRows rows, String directory) {
    if (table.kind() == TableKind.FACT) {
      Dataset<Row> sorted =
          rows.kept(col(RawFiles.MONTH).as(Table.EVENT_MONTH))
              .sortWithinPartitions(col(Table.EVENT_TIME));
      ParquetLayout.writer(sorted, table).partitionBy(Table.EVENT_MONTH).parquet(directory);
    } else {
      Dataset<Row> sorted = rows.kept().coalesce(1).sortWithinPartitions(key());
      ParquetLayout.writer(sorted, table).parquet(directory);
    }
  }

  private Column[] key() {
    List<String> key = table.key();
    return key.stream().map(name -> col(name)).toArray(Column[]::new);
  }
}

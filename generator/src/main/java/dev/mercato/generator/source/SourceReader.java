package dev.mercato.generator.source;

import dev.mercato.generator.tables.RowSource;
import java.util.Arrays;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Shows Spark the needed columns of each batch; the same batch is filled again and again. */
final class SourceReader implements PartitionReader<ColumnarBatch> {

  private final RowSource rows;
  private final ColumnarBatch batch;

  SourceReader(RowSource rows, StructType needed) {
    this.rows = rows;
    this.batch =
        new ColumnarBatch(
            Arrays.stream(needed.fieldNames())
                .map(rows.columns()::vector)
                .toArray(ColumnVector[]::new));
  }

  @Override
  public boolean next() {
    int count = rows.next();
    batch.setNumRows(count);
    return count > 0;
  }

  @Override
  public ColumnarBatch get() {
    return batch;
  }

  @Override
  public void close() {}
}

package dev.mercato.generator.parquet;

import dev.mercato.generator.columns.DoubleVector;
import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.plain.PlainValuesWriter;

/** Floating-point numbers as they are. */
final class DoublePages extends ColumnPages {

  private final DoubleVector vector;
  private final PlainValuesWriter values =
      new PlainValuesWriter(SLAB_BYTES, PAGE_BYTES, HeapByteBufferAllocator.getInstance());

  DoublePages(ColumnDescriptor column, DoubleVector vector) {
    super(column);
    this.vector = vector;
  }

  @Override
  void writePage(PageWriter pages, int rows) throws IOException {
    Statistics<?> statistics = statistics();
    values.reset();
    for (int row = 0; row < rows; row++) {
      double value = vector.getDouble(row);
      statistics.updateStats(value);
      values.writeDouble(value);
    }
    write(pages, rows, Levels.run(rows, 1), values.getBytes(), statistics, values.getEncoding());
  }
}

package dev.mercato.generator.parquet;

import dev.mercato.generator.columns.IntVector;
import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;

/** 32-bit integers as packed differences. */
final class IntPages extends ColumnPages {

  private final IntVector vector;
  private final DeltaBinaryPackingValuesWriterForInteger values =
      new DeltaBinaryPackingValuesWriterForInteger(
          SLAB_BYTES, PAGE_BYTES, HeapByteBufferAllocator.getInstance());

  IntPages(ColumnDescriptor column, IntVector vector) {
    super(column);
    this.vector = vector;
  }

  @Override
  void writePage(PageWriter pages, int rows) throws IOException {
    int least = Integer.MAX_VALUE;
    int greatest = Integer.MIN_VALUE;
    values.reset();
    int[] ints = vector.values();
    for (int row = 0; row < rows; row++) {
      least = Math.min(least, ints[row]);
      greatest = Math.max(greatest, ints[row]);
      values.writeInteger(ints[row]);
    }
    Statistics<?> statistics = statistics();
    statistics.updateStats(least);
    statistics.updateStats(greatest);
    write(pages, rows, Levels.run(rows, 1), values.getBytes(), statistics, values.getEncoding());
  }
}

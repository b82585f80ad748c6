package dev.mercato.generator.parquet;

import dev.mercato.generator.columns.LongVector;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;

/**
 * 64-bit integers as packed differences: rows come by user and time, so most differences are small.
 */
final class LongPages extends ColumnPages {

  private final LongVector vector;
  private final Levels levels = new Levels();
  private final DeltaBinaryPackingValuesWriterForLong values =
      new DeltaBinaryPackingValuesWriterForLong(
          SLAB_BYTES, PAGE_BYTES, HeapByteBufferAllocator.getInstance());

  LongPages(ColumnDescriptor column, LongVector vector) {
    super(column);
    this.vector = vector;
  }

  @Override
  void writePage(PageWriter pages, int rows) throws IOException {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    int nulls = 0;
    values.reset();
    long[] longs = vector.values();
    for (int row = 0; row < rows; row++) {
      long value = longs[row];
      if (value == LongVector.NULL) {
        nulls++;
      } else {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        values.writeLong(value);
      }
    }
    Statistics<?> statistics = statistics();
    statistics.incrementNumNulls(nulls);
    if (nulls < rows) {
      statistics.updateStats(least);
      statistics.updateStats(greatest);
    }
    write(pages, rows, levels(rows, nulls), values.getBytes(), statistics, values.getEncoding());
  }

  private BytesInput levels(int rows, int nulls) throws IOException {
    if (nulls == 0) {
      return Levels.run(rows, 1);
    }
    levels.start();
    long[] longs = vector.values();
    for (int row = 0; row < rows; row++) {
      levels.add(longs[row] == LongVector.NULL ? 0 : 1);
    }
    return levels.bytes();
  }
}

package dev.mercato.generator.parquet;

import dev.mercato.generator.columns.FreeTextVector;
import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.io.api.Binary;

/** Texts as they are. */
final class FreeTextPages extends ColumnPages {

  private final FreeTextVector vector;
  private final PlainValuesWriter values =
      new PlainValuesWriter(SLAB_BYTES, PAGE_BYTES, HeapByteBufferAllocator.getInstance());

  FreeTextPages(ColumnDescriptor column, FreeTextVector vector) {
    super(column);
    this.vector = vector;
  }

  @Override
  void writePage(PageWriter pages, int rows) throws IOException {
    Statistics<?> statistics = statistics();
    values.reset();
    for (int row = 0; row < rows; row++) {
      Binary value = Binary.fromConstantByteArray(vector.getUTF8String(row).getBytes());
      statistics.updateStats(value);
      values.writeBytes(value);
    }
    write(pages, rows, Levels.run(rows, 1), values.getBytes(), statistics, values.getEncoding());
  }
}

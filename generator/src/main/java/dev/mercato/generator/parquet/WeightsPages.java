package dev.mercato.generator.parquet;

import dev.mercato.generator.columns.WeightsVector;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.plain.PlainValuesWriter;

/** Arrays of numbers, as Parquet's lists: all there, all of the same length, no number missing. */
final class WeightsPages extends ColumnPages {

  private final WeightsVector vector;
  private final Levels repetition = new Levels();
  private final PlainValuesWriter values =
      new PlainValuesWriter(SLAB_BYTES, PAGE_BYTES, HeapByteBufferAllocator.getInstance());

  WeightsPages(ColumnDescriptor column, WeightsVector vector) {
    super(column);
    this.vector = vector;
  }

  @Override
  void writePage(PageWriter pages, int rows) throws IOException {
    Statistics<?> statistics = statistics();
    values.reset();
    repetition.start();
    int count = rows * vector.length();
    for (int i = 0; i < count; i++) {
      double value = vector.values()[i];
      statistics.updateStats(value);
      values.writeDouble(value);
      repetition.add(i % vector.length() == 0 ? 0 : 1);
    }
    pages.writePage(
        BytesInput.concat(
            repetition.bytes(),
            Levels.run(count, column().getMaxDefinitionLevel()),
            values.getBytes()),
        count,
        rows,
        statistics,
        Encoding.RLE,
        Encoding.RLE,
        values.getEncoding());
  }
}

package dev.mercato.generator.parquet;

import dev.mercato.generator.columns.CodedTextVector;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;

/** Texts of a known list, as indices into a dictionary that is that list. */
final class CodedTextPages extends ColumnPages {

  private final CodedTextVector vector;
  private final Levels levels = new Levels();
  private final int bitWidth;
  private final RunLengthBitPackingHybridEncoder indices;
  private final boolean[] seen;

  CodedTextPages(ColumnDescriptor column, CodedTextVector vector) {
    super(column);
    this.vector = vector;
    this.bitWidth = BytesUtils.getWidthFromMaxInt(vector.words() - 1);
    this.indices =
        new RunLengthBitPackingHybridEncoder(
            bitWidth, SLAB_BYTES, PAGE_BYTES, HeapByteBufferAllocator.getInstance());
    this.seen = new boolean[vector.words()];
  }

  @Override
  void writePage(PageWriter pages, int rows) throws IOException {
    Arrays.fill(seen, false);
    indices.reset();
    int nulls = 0;
    int[] codes = vector.codes();
    for (int row = 0; row < rows; row++) {
      int code = codes[row];
      if (code == CodedTextVector.NULL) {
        nulls++;
      } else {
        seen[code] = true;
        indices.writeInt(code);
      }
    }
    write(
        pages,
        rows,
        levels(rows, nulls),
        BytesInput.concat(BytesInput.from(new byte[] {(byte) bitWidth}), indices.toBytes()),
        statistics(nulls),
        Encoding.RLE_DICTIONARY);
  }

  @Override
  void endRowGroup(PageWriter pages) throws IOException {
    PlainValuesWriter words =
        new PlainValuesWriter(SLAB_BYTES, PAGE_BYTES, HeapByteBufferAllocator.getInstance());
    for (int code = 0; code < vector.words(); code++) {
      words.writeBytes(binary(code));
    }
    pages.writeDictionaryPage(new DictionaryPage(words.getBytes(), vector.words(), Encoding.PLAIN));
  }

  private Statistics<?> statistics(int nulls) {
    Statistics<?> statistics = statistics();
    statistics.incrementNumNulls(nulls);
    for (int code = 0; code < seen.length; code++) {
      if (seen[code]) {
        statistics.updateStats(binary(code));
      }
    }
    return statistics;
  }

  private Binary binary(int code) {
    return Binary.fromConstantByteArray(vector.word(code).getBytes());
  }

  private BytesInput levels(int rows, int nulls) throws IOException {
    if (nulls == 0) {
      return Levels.run(rows, 1);
    }
    levels.start();
    int[] codes = vector.codes();
    for (int row = 0; row < rows; row++) {
      levels.add(codes[row] == CodedTextVector.NULL ? 0 : 1);
    }
    return levels.bytes();
  }
}

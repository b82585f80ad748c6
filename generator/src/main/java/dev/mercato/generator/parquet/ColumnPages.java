package dev.mercato.generator.parquet;

import dev.mercato.generator.columns.CodedTextVector;
import dev.mercato.generator.columns.DoubleVector;
import dev.mercato.generator.columns.FreeTextVector;
import dev.mercato.generator.columns.IntVector;
import dev.mercato.generator.columns.LongVector;
import dev.mercato.generator.columns.TableVector;
import dev.mercato.generator.columns.WeightsVector;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/** Encodes one column of a file, a page a batch. Not thread-safe. */
abstract sealed class ColumnPages
    permits LongPages, IntPages, DoublePages, CodedTextPages, FreeTextPages, WeightsPages {

  /** Where an encoder's buffer starts, and the most it grows by. */
  static final int SLAB_BYTES = 1 << 16;

  static final int PAGE_BYTES = 1 << 20;

  private final ColumnDescriptor column;

  ColumnPages(ColumnDescriptor column) {
    this.column = column;
  }

  static ColumnPages of(ColumnDescriptor column, TableVector vector) {
    if (vector instanceof LongVector longs) {
      return new LongPages(column, longs);
    }
    if (vector instanceof CodedTextVector coded) {
      return new CodedTextPages(column, coded);
    }
    if (vector instanceof IntVector ints) {
      return new IntPages(column, ints);
    }
    if (vector instanceof DoubleVector doubles) {
      return new DoublePages(column, doubles);
    }
    if (vector instanceof FreeTextVector texts) {
      return new FreeTextPages(column, texts);
    }
    if (vector instanceof WeightsVector weights) {
      return new WeightsPages(column, weights);
    }
    throw new IllegalArgumentException(
        "Cannot write the column %s".formatted(String.join(".", column.getPath())));
  }

  /** Writes the rows that the vector holds now. */
  abstract void writePage(PageWriter pages, int rows) throws IOException;

  /** Ends the column's chunk of a row group. */
  void endRowGroup(PageWriter pages) throws IOException {}

  final ColumnDescriptor column() {
    return column;
  }

  final Statistics<?> statistics() {
    return Statistics.createStats(column.getPrimitiveType());
  }

  final void write(
      PageWriter pages,
      int rows,
      BytesInput levels,
      BytesInput values,
      Statistics<?> statistics,
      Encoding encoding)
      throws IOException {
    pages.writePage(
        BytesInput.concat(levels, values),
        rows,
        rows,
        statistics,
        Encoding.RLE,
        Encoding.RLE,
        encoding);
  }
}

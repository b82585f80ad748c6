package dev.mercato.generator.columns;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.XXH64;

/**
 * A checksum of rows that does not depend on their order: the sum of the lower halves of the rows'
 * 64-bit xxHash, as Spark SQL computes it with {@code sum(xxhash64(*) & 4294967295)}. Not
 * thread-safe.
 */
public final class RowChecksum {

  private static final long SEED = 42;
  private static final long LOWER_HALF = 0xFFFF_FFFFL;

  private final List<TableVector> columns;
  private final long[] hashes = new long[TableColumns.CAPACITY];
  private long sum;

  /** The checksum of no rows. */
  public RowChecksum(List<TableVector> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Adds the rows that the columns hold now. */
  public void add(int rows) {
    Arrays.fill(hashes, 0, rows, SEED);
    for (TableVector column : columns) {
      if (column instanceof LongVector longs) {
        add(longs.values(), rows);
      } else if (column instanceof CodedTextVector coded) {
        add(coded, rows);
      } else if (column instanceof IntVector ints) {
        add(ints.values(), rows);
      } else if (column instanceof DoubleVector doubles) {
        add(doubles.values(), rows);
      } else if (column instanceof FreeTextVector texts) {
        add(texts, rows);
      } else if (column instanceof WeightsVector weights) {
        add(weights, rows);
      } else {
        throw new IllegalArgumentException("Cannot take the checksum of " + column.dataType());
      }
    }
    for (int row = 0; row < rows; row++) {
      sum += hashes[row] & LOWER_HALF;
    }
  }

  /** The checksum of all rows added. */
  public long value() {
    return sum;
  }

  private void add(long[] values, int rows) {
    for (int row = 0; row < rows; row++) {
      if (values[row] != LongVector.NULL) {
        hashes[row] = XXH64.hashLong(values[row], hashes[row]);
      }
    }
  }

  private void add(int[] values, int rows) {
    for (int row = 0; row < rows; row++) {
      hashes[row] = XXH64.hashInt(values[row], hashes[row]);
    }
  }

  private void add(double[] values, int rows) {
    for (int row = 0; row < rows; row++) {
      hashes[row] = XXH64.hashLong(Double.doubleToLongBits(values[row] + 0.0), hashes[row]);
    }
  }

  private void add(WeightsVector weights, int rows) {
    double[] values = weights.values();
    for (int i = 0; i < rows * weights.length(); i++) {
      int row = i / weights.length();
      hashes[row] = XXH64.hashLong(Double.doubleToLongBits(values[i] + 0.0), hashes[row]);
    }
  }

  private void add(CodedTextVector coded, int rows) {
    int[] codes = coded.codes();
    for (int row = 0; row < rows; row++) {
      if (codes[row] != CodedTextVector.NULL) {
        hashes[row] = XXH64.hashUTF8String(coded.word(codes[row]), hashes[row]);
      }
    }
  }

  private void add(FreeTextVector texts, int rows) {
    for (int row = 0; row < rows; row++) {
      hashes[row] = XXH64.hashUTF8String(texts.getUTF8String(row), hashes[row]);
    }
  }
}

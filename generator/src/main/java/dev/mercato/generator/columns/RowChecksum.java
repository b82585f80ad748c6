package dev.mercato.generator.columns;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.XXH64;

/**
 * The checksum of a table's rows while they are written, the same that Spark computes of them by
 * {@link dev.mercato.core.warehouse.RowChecksum}. Not thread-safe.
 */
public final class RowChecksum {

  private static final long SEED = 42;
  private static final long LOWER_HALF = 0xFFFF_FFFFL;

  private final List<TableVector> columns;
  private final Set<TableVector> mayBeNull;
  private final long[] hashes = new long[TableColumns.CAPACITY];
  private long sum;

  /**
   * The checksum of no rows.
   *
   * @param mayBeNull the columns of which it counts whether a value is there
   */
  public RowChecksum(TableColumns columns, Set<String> mayBeNull) {
    this.columns = columns.inOrder();
    this.mayBeNull = mayBeNull.stream().map(columns::vector).collect(Collectors.toSet());
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
      if (mayBeNull.contains(column)) {
        addNulls(column, rows);
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

  private void addNulls(TableVector column, int rows) {
    for (int row = 0; row < rows; row++) {
      hashes[row] = XXH64.hashInt(column.isNullAt(row) ? 1 : 0, hashes[row]);
    }
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

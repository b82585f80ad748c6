package dev.mercato.generator.columns;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;

/** Ids, times in microseconds, and money in its smallest unit. */
public final class LongVector extends TableVector {

  /** Stands for no value. */
  public static final long NULL = Long.MIN_VALUE;

  private final long[] values;

  LongVector(DataType type, int capacity) {
    super(type);
    this.values = new long[capacity];
  }

  /** Sets the value of a row; {@link #NULL} for none. */
  public void set(int row, long value) {
    values[row] = value;
  }

  /** The values themselves, {@link #NULL} where there is none. */
  public long[] values() {
    return values;
  }

  @Override
  public boolean isNullAt(int row) {
    return values[row] == NULL;
  }

  @Override
  public long getLong(int row) {
    return values[row];
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    return Decimal.createUnsafe(values[row], precision, scale);
  }
}

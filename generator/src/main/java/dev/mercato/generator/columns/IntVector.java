package dev.mercato.generator.columns;

import org.apache.spark.sql.types.DataType;

/** Counts, and dates in days since 1970-01-01. Never null. */
public final class IntVector extends TableVector {

  private final int[] values;

  IntVector(DataType type, int capacity) {
    super(type);
    this.values = new int[capacity];
  }

  /** Sets the value of a row. */
  public void set(int row, int value) {
    values[row] = value;
  }

  /** The values themselves. */
  public int[] values() {
    return values;
  }

  @Override
  public boolean hasNull() {
    return false;
  }

  @Override
  public int getInt(int row) {
    return values[row];
  }
}

package dev.mercato.generator.columns;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnarArray;

/** Arrays of numbers, all of the same length. Never null. */
public final class WeightsVector extends TableVector {

  private final int length;
  private final DoubleVector elements;

  WeightsVector(int length, int capacity) {
    super(DataTypes.createArrayType(DataTypes.DoubleType));
    this.length = length;
    this.elements = new DoubleVector(length * capacity);
  }

  /** Sets the numbers of a row. */
  public void set(int row, double[] weights) {
    if (weights.length != length) {
      throw new IllegalArgumentException(
          "Cannot put %d numbers where there are %d".formatted(weights.length, length));
    }
    System.arraycopy(weights, 0, elements.values(), row * length, length);
  }

  /** How many numbers a row has. */
  public int length() {
    return length;
  }

  /** The numbers themselves, row after row. */
  public double[] values() {
    return elements.values();
  }

  @Override
  public boolean hasNull() {
    return false;
  }

  @Override
  public ColumnarArray getArray(int row) {
    return new ColumnarArray(elements, row * length, length);
  }
}

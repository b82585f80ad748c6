package dev.mercato.generator.columns;

import org.apache.spark.sql.types.DataTypes;

/** Rates, ratings and probabilities. Never null. */
public final class DoubleVector extends TableVector {

  private final double[] values;

  DoubleVector(int capacity) {
    super(DataTypes.DoubleType);
    this.values = new double[capacity];
  }

  /** Sets the value of a row. */
  public void set(int row, double value) {
    values[row] = value;
  }

  /** The values themselves. */
  public double[] values() {
    return values;
  }

  @Override
  public boolean hasNull() {
    return false;
  }

  @Override
  public double getDouble(int row) {
    return values[row];
  }
}

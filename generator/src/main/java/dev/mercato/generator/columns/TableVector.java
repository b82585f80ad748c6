package dev.mercato.generator.columns;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One column of a batch of rows. The same vector is filled again for each batch. What a column's
 * type does not offer is refused.
 */
public abstract sealed class TableVector extends ColumnVector
    permits LongVector, IntVector, DoubleVector, CodedTextVector, FreeTextVector, WeightsVector {

  TableVector(DataType type) {
    super(type);
  }

  @Override
  public void close() {}

  @Override
  public boolean hasNull() {
    return true;
  }

  @Override
  public int numNulls() {
    throw refused();
  }

  @Override
  public boolean isNullAt(int row) {
    return false;
  }

  @Override
  public boolean getBoolean(int row) {
    throw refused();
  }

  @Override
  public byte getByte(int row) {
    throw refused();
  }

  @Override
  public short getShort(int row) {
    throw refused();
  }

  @Override
  public int getInt(int row) {
    throw refused();
  }

  @Override
  public long getLong(int row) {
    throw refused();
  }

  @Override
  public float getFloat(int row) {
    throw refused();
  }

  @Override
  public double getDouble(int row) {
    throw refused();
  }

  @Override
  public ColumnarArray getArray(int row) {
    throw refused();
  }

  @Override
  public ColumnarMap getMap(int row) {
    throw refused();
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    throw refused();
  }

  @Override
  public UTF8String getUTF8String(int row) {
    throw refused();
  }

  @Override
  public byte[] getBinary(int row) {
    throw refused();
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    throw refused();
  }

  private UnsupportedOperationException refused() {
    return new UnsupportedOperationException(
        "Cannot read a column of type " + type.simpleString() + " that way");
  }
}

package dev.mercato.generator.columns;

import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Texts that are composed row by row. Never null. */
public final class FreeTextVector extends TableVector {

  private final UTF8String[] values;

  FreeTextVector(int capacity) {
    super(DataTypes.StringType);
    this.values = new UTF8String[capacity];
    Arrays.fill(values, UTF8String.EMPTY_UTF8);
  }

  /** Sets the text of a row. */
  public void set(int row, String value) {
    values[row] = UTF8String.fromString(value);
  }

  @Override
  public boolean hasNull() {
    return false;
  }

  @Override
  public UTF8String getUTF8String(int row) {
    return values[row];
  }
}

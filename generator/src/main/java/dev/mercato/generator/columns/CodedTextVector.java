package dev.mercato.generator.columns;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Texts out of a list that is known beforehand, each encoded once. */
public final class CodedTextVector extends TableVector {

  /** Stands for no value. */
  public static final int NULL = -1;

  private final UTF8String[] words;
  private final int[] codes;

  CodedTextVector(List<String> words, int capacity) {
    super(DataTypes.StringType);
    this.words = words.stream().map(UTF8String::fromString).toArray(UTF8String[]::new);
    this.codes = new int[capacity];
  }

  /** Sets a row's text by its index in the list; {@link #NULL} for none. */
  public void set(int row, int code) {
    codes[row] = code;
  }

  /** The indices themselves, {@link #NULL} where there is none. */
  public int[] codes() {
    return codes;
  }

  /** How many texts the list has. */
  public int words() {
    return words.length;
  }

  /** A text of the list. */
  public UTF8String word(int code) {
    return words[code];
  }

  @Override
  public boolean isNullAt(int row) {
    return codes[row] == NULL;
  }

  @Override
  public UTF8String getUTF8String(int row) {
    return words[codes[row]];
  }
}

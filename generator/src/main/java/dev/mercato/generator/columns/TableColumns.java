package dev.mercato.generator.columns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of one table, a vector each, made by name and type of the table's schema. Not
 * thread-safe.
 */
public final class TableColumns {

  /**
   * The most rows of a batch: a Parquet page of a file. Larger pages compress little better,
   * smaller ones cost more calls.
   */
  public static final int CAPACITY = 16_384;

  private final StructType schema;
  private final Map<String, TableVector> vectors = new LinkedHashMap<>();

  /** No columns yet. */
  public TableColumns(StructType schema) {
    this.schema = schema;
  }

  /** Makes a column of 64-bit integers, times or money. */
  public LongVector longs(String name) {
    return put(name, new LongVector(type(name), CAPACITY));
  }

  /** Makes a column of 32-bit integers or dates. */
  public IntVector ints(String name) {
    return put(name, new IntVector(type(name), CAPACITY));
  }

  /** Makes a column of floating-point numbers. */
  public DoubleVector doubles(String name) {
    return put(name, new DoubleVector(CAPACITY));
  }

  /** Makes a column of texts out of a list. */
  public CodedTextVector coded(String name, List<String> words) {
    return put(name, new CodedTextVector(words, CAPACITY));
  }

  /** Makes a column of any texts. */
  public FreeTextVector texts(String name) {
    return put(name, new FreeTextVector(CAPACITY));
  }

  /** Makes a column of arrays of so many numbers. */
  public WeightsVector weights(String name, int length) {
    return put(name, new WeightsVector(length, CAPACITY));
  }

  /** The column of that name. */
  public TableVector vector(String name) {
    TableVector vector = vectors.get(name);
    if (vector == null) {
      throw new IllegalArgumentException("No column %s is filled".formatted(name));
    }
    return vector;
  }

  /** All columns in the order of the schema. */
  public List<TableVector> inOrder() {
    List<TableVector> ordered = new ArrayList<>();
    for (String name : schema.fieldNames()) {
      ordered.add(vector(name));
    }
    return ordered;
  }

  /** The table's schema. */
  public StructType schema() {
    return schema;
  }

  private DataType type(String name) {
    return schema.apply(name).dataType();
  }

  private <V extends TableVector> V put(String name, V vector) {
    StructField field = schema.apply(name);
    if (!field.dataType().sameType(vector.dataType())) {
      throw new IllegalArgumentException(
          "Cannot fill the column %s of type %s with %s"
              .formatted(name, field.dataType().simpleString(), vector.dataType().simpleString()));
    }
    vectors.put(name, vector);
    return vector;
  }
}

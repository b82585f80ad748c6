package dev.mercato.generator.parquet;

import java.util.Arrays;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The Parquet types in which Spark, too, writes the registry's types; times in microseconds. */
final class ParquetTypes {

  private ParquetTypes() {}

  static MessageType schema(StructType schema) {
    return new MessageType(
        "spark_schema", Arrays.stream(schema.fields()).map(ParquetTypes::column).toList());
  }

  private static Type column(StructField field) {
    if (field.dataType() instanceof DecimalType decimal) {
      return Types.optional(PrimitiveTypeName.INT64)
          .as(LogicalTypeAnnotation.decimalType(decimal.scale(), decimal.precision()))
          .named(field.name());
    }
    if (field.dataType().equals(DataTypes.TimestampType)) {
      return Types.optional(PrimitiveTypeName.INT64)
          .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
          .named(field.name());
    }
    if (field.dataType().equals(DataTypes.DateType)) {
      return Types.optional(PrimitiveTypeName.INT32)
          .as(LogicalTypeAnnotation.dateType())
          .named(field.name());
    }
    if (field.dataType().equals(DataTypes.StringType)) {
      return Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(field.name());
    }
    if (field.dataType() instanceof ArrayType array) {
      return Types.optionalList()
          .optionalElement(plain(field.name(), array.elementType()))
          .named(field.name());
    }
    return Types.optional(plain(field.name(), field.dataType())).named(field.name());
  }

  private static PrimitiveTypeName plain(String column, DataType type) {
    if (type.equals(DataTypes.LongType)) {
      return PrimitiveTypeName.INT64;
    }
    if (type.equals(DataTypes.IntegerType)) {
      return PrimitiveTypeName.INT32;
    }
    if (type.equals(DataTypes.DoubleType)) {
      return PrimitiveTypeName.DOUBLE;
    }
    throw new IllegalArgumentException(
        "Cannot write the column %s of type %s".formatted(column, type.simpleString()));
  }
}

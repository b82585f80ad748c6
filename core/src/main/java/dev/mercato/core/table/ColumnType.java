package dev.mercato.core.table;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The column types that Hive, Spark and Parquet agree on to the last digit. */
public enum ColumnType {
  BIGINT("BIGINT"),
  INT("INT"),
  DOUBLE("DOUBLE"),
  BOOLEAN("BOOLEAN"),
  STRING("STRING"),
  DATE("DATE"),
  /** UTC, to the microsecond. */
  TIMESTAMP("TIMESTAMP"),
  /** The price of one piece. */
  PRICE("DECIMAL(10,2)"),
  /** The amount of one order line. */
  AMOUNT("DECIMAL(12,2)"),
  /** A sum of amounts. */
  TOTAL("DECIMAL(18,2)");

  private final String sql;

  ColumnType(String sql) {
    this.sql = sql;
  }

  /** The type's name in Spark SQL and in HiveQL. */
  public String sql() {
    return sql;
  }

  /** The type in Spark; without Spark's parser, which would start a session's state. */
  public DataType sparkType() {
    return switch (this) {
      case BIGINT -> DataTypes.LongType;
      case INT -> DataTypes.IntegerType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case STRING -> DataTypes.StringType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case PRICE -> DataTypes.createDecimalType(10, 2);
      case AMOUNT -> DataTypes.createDecimalType(12, 2);
      case TOTAL -> DataTypes.createDecimalType(18, 2);
    };
  }
}

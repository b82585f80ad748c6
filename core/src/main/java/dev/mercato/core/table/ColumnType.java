package dev.mercato.core.table;

import org.apache.spark.sql.types.DataType;

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

  public DataType sparkType() {
    return DataType.fromDDL(sql);
  }
}

package dev.mercato.etl.importing;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import dev.mercato.core.MercatoException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a source, every value a string.
 *
 * @param columns the source's own columns
 * @param rows those, and {@link #FILE}, {@link #MALFORMED} and, once identified, {@link #HASH} and
 *     {@link #ROW_ID}
 */
record SourceRows(List<String> columns, Dataset<Row> rows) {
  /** The file that a row came from. */
  static final String FILE = "_file";

  /** A positive number for each row that its text decides; rows of the same text have different. */
  static final String ROW_ID = "_row_id";

  /** The line as it stands, if it has other columns than the header; else null. */
  static final String MALFORMED = "__malformed";

  /** The day that the mapping gives to a row; null for none. */
  static final String DAY = "__day";

  /** Hash of the row's text. */
  static final String HASH = "__hash";

  private static final String NOTHING = "\u0001";

  SourceRows {
    columns = List.copyOf(columns);
  }

  /**
   * Opens the files.
   *
   * @param spark the session in which the rows will be evaluated
   */
  static SourceRows open(SparkSession spark, SourceFormat format, SourceFiles files) {
    String[] paths = files.paths().toArray(String[]::new);
    Dataset<Row> rows =
        switch (format.kind()) {
          case CSV -> csv(spark, format, paths);
          case JSON -> json(spark, format, paths);
          case PARQUET ->
              spark
                  .read()
                  .option("mergeSchema", "true")
                  .options(format.options())
                  .parquet(paths)
                  .withColumn(MALFORMED, lit(null).cast(DataTypes.StringType));
        };
    List<String> columns =
        Stream.of(rows.columns()).filter(column -> !column.equals(MALFORMED)).toList();
    refuseReserved(columns, files);
    List<Column> wanted = new ArrayList<>();
    columns.forEach(column -> wanted.add(quoted(column).cast(DataTypes.StringType).as(column)));
    wanted.add(col(MALFORMED));
    wanted.add(col("_metadata.file_path").as(FILE));
    return new SourceRows(columns, rows.select(wanted.toArray(Column[]::new)));
  }

  private static Dataset<Row> csv(SparkSession spark, SourceFormat format, String[] paths) {
    DataFrameReader reader =
        spark
            .read()
            .option("header", "true")
            .option("escape", "\"")
            .option("enforceSchema", "false")
            .options(format.options())
            .option("mode", "PERMISSIVE")
            .option("columnNameOfCorruptRecord", MALFORMED);
    StructType header = reader.csv(paths[0]).schema();
    if (header.isEmpty()) {
      throw MercatoException.failed(
          "The source file %s has no header line: bring it again.".formatted(paths[0]));
    }
    return reader.schema(strings(header)).csv(paths);
  }

  private static Dataset<Row> json(SparkSession spark, SourceFormat format, String[] paths) {
    DataFrameReader reader =
        spark
            .read()
            .options(format.options())
            .option("primitivesAsString", "true")
            .option("mode", "PERMISSIVE")
            .option("columnNameOfCorruptRecord", MALFORMED);
    StructType found = reader.json(paths).schema();
    StructType own = new StructType();
    for (var field : found.fields()) {
      if (!field.name().equals(MALFORMED)) {
        own = own.add(field);
      }
    }
    return reader.schema(own.add(MALFORMED, DataTypes.StringType)).json(paths);
  }

  private static StructType strings(StructType header) {
    StructType schema = new StructType();
    for (String name : header.fieldNames()) {
      schema = schema.add(name, DataTypes.StringType);
    }
    return schema.add(MALFORMED, DataTypes.StringType);
  }

  private static void refuseReserved(List<String> columns, SourceFiles files) {
    columns.stream()
        .filter(column -> column.startsWith("__") || column.equals(ROW_ID) || column.equals(FILE))
        .findFirst()
        .ifPresent(
            column -> {
              throw MercatoException.failed(
                  "The source file %s has a column '%s', a name that imports use themselves: rename it."
                      .formatted(files.paths().get(0), column));
            });
  }

  SourceRows with(Dataset<Row> otherRows) {
    return new SourceRows(columns, otherRows);
  }

  /**
   * Adds {@link #HASH} and {@link #ROW_ID}.
   *
   * <p>Rows that agree to the letter are numbered, and the number goes into the id. Which of them
   * gets which number does not matter, for they are the same.
   */
  SourceRows identified() {
    Column[] texts =
        columns.stream()
            .map(column -> coalesce(quoted(column), lit(NOTHING)))
            .toArray(Column[]::new);
    Column id =
        xxhash64(col(HASH), row_number().over(Window.partitionBy(col(HASH)).orderBy(col(HASH))))
            .bitwiseAND(lit(Long.MAX_VALUE));
    return with(rows.withColumn(HASH, xxhash64(texts)).withColumn(ROW_ID, id));
  }

  /** The columns of the source that an expression names. */
  List<String> namedIn(String expression) {
    String code = expression.replaceAll("'(?:[^'\\\\]|\\\\.)*'", "''");
    return columns.stream()
        .filter(
            column ->
                code.contains("`" + column + "`")
                    || Arrays.asList(
                            code.toLowerCase(java.util.Locale.ROOT).split("[^\\p{Alnum}_]+"))
                        .contains(column.toLowerCase(java.util.Locale.ROOT)))
        .toList();
  }

  /** A column by a name that may hold any character. */
  static Column quoted(String column) {
    return col(sql(column));
  }

  /** A column's name as SQL takes it. */
  static String sql(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}

package dev.mercato.core.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One table: its columns, how it is stored, and the contract its rows keep.
 *
 * @param columns the columns that stand in the files, in order; partition columns are not among
 *     them
 * @param key the columns that identify a row
 * @param conditions what a row must satisfy across columns
 */
public record Table(
    String name,
    TableKind kind,
    String comment,
    List<Column> columns,
    List<String> key,
    List<Condition> conditions) {

  /** The column by which facts are placed in months and sorted. */
  public static final String EVENT_TIME = "occurred_at";

  public static final String EVENT_MONTH = "event_month";
  public static final String LOAD_ID = "load_id";
  public static final String TABLE_NAME = "table_name";

  public Table {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    conditions = List.copyOf(conditions);
    for (String part : key) {
      if (columns.stream().noneMatch(column -> column.name().equals(part))
          && !partitionColumns(kind).contains(part)) {
        throw new IllegalArgumentException("Table " + name + " has no key column " + part);
      }
    }
  }

  /** The columns that name a partition, in order; empty for a table without partitions. */
  public List<String> partitionColumns() {
    return partitionColumns(kind);
  }

  private static List<String> partitionColumns(TableKind kind) {
    return switch (kind) {
      case FACT -> List.of(EVENT_MONTH, LOAD_ID);
      case MONTHLY_MART -> List.of(EVENT_MONTH);
      case REJECTS -> List.of(TABLE_NAME, LOAD_ID);
      case SNAPSHOT, MART -> List.of();
    };
  }

  public Optional<Column> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** The schema of the files: partition columns left out, every field nullable as Hive has it. */
  public StructType fileSchema() {
    return new StructType(
        columns.stream()
            .map(
                column ->
                    new StructField(
                        column.name(),
                        column.type().sparkType(),
                        true,
                        org.apache.spark.sql.types.Metadata.empty()))
            .toArray(StructField[]::new));
  }

  /** The statement that makes the table, external and on Parquet, at a location. */
  public String createStatement(String database, String location) {
    String fields =
        columns.stream()
            .map(
                column ->
                    "`%s` %s COMMENT '%s'"
                        .formatted(column.name(), column.type().sql(), quoted(column.comment())))
            .collect(Collectors.joining(",\n  "));
    String partitions =
        partitionColumns().isEmpty()
            ? ""
            : partitionColumns().stream()
                .map(part -> "`%s` STRING COMMENT '%s'".formatted(part, partitionComment(part)))
                .collect(Collectors.joining(", ", "PARTITIONED BY (", ")\n"));
    return """
        CREATE EXTERNAL TABLE IF NOT EXISTS `%s`.`%s` (
          %s)
        COMMENT '%s'
        %sSTORED AS PARQUET
        LOCATION '%s'
        """
        .formatted(database, name, fields, quoted(comment), partitions, quoted(location));
  }

  private static String partitionComment(String part) {
    return switch (part) {
      case EVENT_MONTH -> "month of the event in UTC, as yyyy-MM";
      case LOAD_ID -> "the load that brought the row";
      case TABLE_NAME -> "the table that the row was meant for";
      default -> throw new IllegalArgumentException("No partition column " + part);
    };
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}

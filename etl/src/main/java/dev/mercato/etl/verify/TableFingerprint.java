package dev.mercato.etl.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/**
 * What an engine reads from a table, in one query: the number of rows, a checksum over whole rows,
 * and the {@link ColumnFingerprint} of each column. Two engines that give equal answers read the
 * same rows.
 */
public final class TableFingerprint {
  private static final List<String> MEASURES =
      List.of("count", "sum", "least", "greatest", "checksum");
  // Stands between the columns of a row, and for a null, in the text that a row's checksum is of.
  private static final String SEPARATOR = "'|'";
  private static final String NULL_MARK = "'~'";

  private final String table;
  private final List<ColumnFingerprint> columns;

  /**
   * The fingerprint of some columns of a table.
   *
   * @param table with its database, such as {@code shop.users}
   * @param columns in any order; columns not named are not compared
   */
  public TableFingerprint(String table, List<ColumnFingerprint> columns) {
    this.table = table;
    this.columns = List.copyOf(columns);
  }

  /**
   * The fingerprint of all columns of a table, its partition columns included.
   *
   * @param table with its database, such as {@code shop.users}
   * @param schema as Spark knows it
   */
  public static TableFingerprint of(String table, StructType schema) {
    return new TableFingerprint(
        table,
        Arrays.stream(schema.fields())
            .map(field -> ColumnFingerprint.of(field.name(), field.dataType().sql()))
            .toList());
  }

  /** The query, the same for Spark and Hive; its only row has texts and nulls. */
  public String sql() {
    Stream<String> rows =
        Stream.of("cast(count(*) as string)", "cast(" + rowChecksum() + " as string)");
    return Stream.concat(rows, columns.stream().flatMap(column -> column.expressions().stream()))
        .collect(Collectors.joining(", ", "select ", " from " + table));
  }

  private String rowChecksum() {
    return ColumnFingerprint.checksum(
        columns.stream()
            .map(column -> "coalesce(" + column.value() + ", " + NULL_MARK + ")")
            .collect(Collectors.joining(", ", "concat_ws(" + SEPARATOR + ", ", ")")));
  }

  /** What each text of the answer is, such as {@code amount: sum}. */
  public List<String> labels() {
    return Stream.concat(
            Stream.of("rows", "rows: checksum"),
            columns.stream()
                .flatMap(
                    column -> MEASURES.stream().map(measure -> column.column() + ": " + measure)))
        .toList();
  }

  /**
   * Compares two answers to {@link #sql()}.
   *
   * @return a line for each text that differs; empty if the engines agree
   */
  public List<String> differences(
      String oneName, List<String> one, String otherName, List<String> other) {
    List<String> labels = labels();
    if (one.size() != labels.size() || other.size() != labels.size()) {
      throw new IllegalArgumentException(
          "Not answers to this query: %d and %d texts, not %d"
              .formatted(one.size(), other.size(), labels.size()));
    }
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      if (!Objects.equals(one.get(i), other.get(i))) {
        differences.add(
            "%s, %s: %s reads %s, %s reads %s"
                .formatted(table, labels.get(i), oneName, one.get(i), otherName, other.get(i)));
      }
    }
    return differences;
  }
}

package dev.mercato.etl.importing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import dev.mercato.core.contract.Check;
import dev.mercato.core.contract.Contract;
import dev.mercato.core.table.Column;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import dev.mercato.etl.load.RawFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The source's rows in the form of one table. Every row of the source that is for the table is
 * either kept or rejected; of a snapshot table's it is every key that is.
 */
final class MappedTable {
  private static final String MAPPED = "__mapped";
  private static final String KEPT = "__kept";
  private static final String RANK = "__rank";

  private final TableMapping mapping;
  private final SourceRows source;
  private final Contract contract;

  MappedTable(TableMapping mapping, SourceRows source) {
    this.mapping = mapping;
    this.source = source;
    this.contract = Contract.of(checks());
  }

  /** The source's rows that are for this table. */
  Dataset<Row> chosen() {
    return mapping.where().map(where -> source.rows().filter(expr(where))).orElse(source.rows());
  }

  /**
   * The chosen rows, each with its mapped columns and whether it is kept; of a snapshot, a row a
   * key.
   */
  Dataset<Row> judged() {
    List<String> columns = new ArrayList<>();
    for (Column column : mapping.table().columns()) {
      columns.add(
          "CAST(%s AS %s) AS `%s`"
              .formatted(
                  mapping
                      .expression(column.name())
                      .map(text -> "(\n" + text + "\n)")
                      .orElse("null"),
                  column.type().sql(),
                  column.name()));
    }
    Dataset<Row> judged =
        chosen()
            .withColumn(MAPPED, expr("struct(%s)".formatted(String.join(", ", columns))))
            .withColumn(KEPT, contract.kept());
    return mapping.table().kind() == TableKind.SNAPSHOT ? oneOfEachKey(judged) : judged;
  }

  /** Of judged rows those kept: the table's columns. */
  static Dataset<Row> kept(Dataset<Row> judged) {
    return judged.filter(col(KEPT)).select(col(MAPPED + ".*"));
  }

  /**
   * Of judged rows those rejected, as the table of rejects has them, and {@link RawFiles#EXPECTED}.
   */
  Dataset<Row> rejected(Dataset<Row> judged) {
    return judged
        .filter(not(col(KEPT)))
        .select(
            contract.reason().as("reason"),
            to_json(
                    struct(
                        source.columns().stream()
                            .map(SourceRows::quoted)
                            .toArray(org.apache.spark.sql.Column[]::new)),
                    Map.of("ignoreNullFields", "false"))
                .as("record"),
            col(SourceRows.FILE).as("source"),
            expr(expected()).as(RawFiles.EXPECTED));
  }

  /** Whether the mapping itself refuses the row, rather than fails to understand it. */
  private String expected() {
    String demands =
        mapping.require().values().stream()
            .map(condition -> new Check("", condition, "''").passes())
            .collect(Collectors.joining(" AND "));
    return demands.isEmpty()
        ? "false"
        : "%s IS NULL AND NOT (%s)".formatted(SourceRows.MALFORMED, demands);
  }

  /**
   * The row that gives a key its values: one that is kept if there is any, then the first by the
   * mapping's order; ties are broken by the text, so that the same rows give the same result in
   * whatever files they stand.
   */
  private Dataset<Row> oneOfEachKey(Dataset<Row> judged) {
    String key =
        mapping.table().key().stream()
            .map(name -> "%s.`%s`".formatted(MAPPED, name))
            .collect(Collectors.joining(", "));
    String missing =
        mapping.table().key().stream()
            .map(name -> "%s.`%s` IS NULL".formatted(MAPPED, name))
            .collect(Collectors.joining(" OR "));
    return judged
        .withColumn(
            RANK,
            expr(
                "row_number() OVER (PARTITION BY %s, CASE WHEN %s THEN %s END ORDER BY %s DESC, %s, %s)"
                    .formatted(
                        key,
                        missing,
                        SourceRows.HASH,
                        KEPT,
                        mapping.orderBy().orElse(SourceRows.HASH),
                        SourceRows.HASH)))
        .filter(col(RANK).equalTo(1))
        .drop(RANK);
  }

  private List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "line as the header has it", SourceRows.MALFORMED + " IS NULL", SourceRows.MALFORMED));
    mapping
        .require()
        .forEach((name, condition) -> checks.add(new Check(name, condition, values(condition))));
    Table table = mapping.table();
    for (Column column : table.columns()) {
      String expression = mapping.expression(column.name()).orElse("null");
      List<String> named = source.namedIn(expression);
      boolean mayBeNull =
          column.nullable()
              && (named.isEmpty() || mapping.columns().get(column.name()).mayBeNull());
      if (!mayBeNull) {
        checks.add(understood(column, expression, named));
      }
    }
    if (table.kind() == TableKind.FACT) {
      checks.add(onItsDay());
    }
    return checks;
  }

  /** What the batch's days are taken from, and what the months of the raw zone are, must agree. */
  private static Check onItsDay() {
    String occurredAt = "%s.`%s`".formatted(MAPPED, Table.EVENT_TIME);
    return new Check(
        Table.EVENT_TIME + " on the row's day",
        "coalesce(CAST(%s AS DATE) = %s, false)".formatted(occurredAt, SourceRows.DAY),
        "concat(%s, ', day ', coalesce(CAST(%s AS STRING), 'none'))"
            .formatted(occurredAt, SourceRows.DAY));
  }

  /** A required value is there; an optional one is, where the source has text for it. */
  private Check understood(Column column, String expression, List<String> named) {
    String present = "%s.`%s` IS NOT NULL".formatted(MAPPED, column.name());
    String noText =
        named.stream()
            .map(name -> "coalesce(trim(%s), '') = ''".formatted(SourceRows.sql(name)))
            .collect(Collectors.joining(" AND "));
    return new Check(
        named.isEmpty()
            ? column.name() + " present"
            : "%s from %s".formatted(column.name(), String.join(", ", named)),
        column.nullable() ? "%s OR (%s)".formatted(present, noText) : present,
        values(expression));
  }

  /** What the source has in the columns that an expression names. */
  private String values(String expression) {
    List<String> named = source.namedIn(expression);
    return named.isEmpty()
        ? "'null'"
        : named.stream()
            .map(
                name ->
                    "'%s=', coalesce(%s, 'null')"
                        .formatted(
                            name.replace("\\", "\\\\").replace("'", "\\'"), SourceRows.sql(name)))
            .collect(Collectors.joining(", ', ', ", "concat(", ")"));
  }
}

package dev.mercato.etl.importing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.mercato.core.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Judges every expression of a mapping against the columns of the source, running none of them. */
final class MappingChecks {
  private final Dataset<Row> rows;
  private final List<String> faults = new ArrayList<>();

  /**
   * @param rows with all columns that expressions may name
   */
  MappingChecks(Dataset<Row> rows) {
    this.rows = rows;
  }

  /** What cannot be evaluated, each with its key and text. */
  List<String> faults(Mapping mapping) {
    check("day", mapping.day(), "CAST(%s AS DATE)", Optional.empty());
    for (TableMapping table : mapping.tables()) {
      String key = "tables." + table.table().name() + ".";
      table.where().ifPresent(where -> condition(key + "where", where));
      table
          .orderBy()
          .ifPresent(
              order ->
                  check(
                      key + "order by",
                      order,
                      "row_number() OVER (ORDER BY %s)",
                      Optional.empty()));
      table.require().forEach((name, text) -> condition(key + "require." + name, text));
      table
          .columns()
          .forEach(
              (name, column) ->
                  check(
                      key + "columns." + name,
                      column.expression(),
                      "CAST(%s AS " + table.table().column(name).orElseThrow().type().sql() + ")",
                      Optional.empty()));
    }
    return List.copyOf(faults);
  }

  private void condition(String key, String text) {
    check(key, text, "(%s)", Optional.of(ColumnType.BOOLEAN));
  }

  private void check(String key, String text, String form, Optional<ColumnType> type) {
    try {
      Dataset<Row> evaluated =
          rows.select(col("*"), expr(form.formatted("\n" + text + "\n")).as("__value"));
      var found = evaluated.schema().apply("__value").dataType();
      if (type.isPresent() && !found.equals(type.get().sparkType())) {
        faults.add(
            "%s: '%s' is of type %s and should be true or false".formatted(key, text, found.sql()));
      }
      var plan =
          ((org.apache.spark.sql.classic.Dataset<Row>) evaluated).queryExecution().analyzed();
      if (!plan.deterministic()) {
        faults.add(
            "%s: '%s' gives another value each time; an import made again must be the same"
                .formatted(key, text));
      }
    } catch (Exception e) {
      // Scala does not declare it, but Spark throws the checked AnalysisException
      faults.add("%s: '%s' cannot be evaluated (%s)".formatted(key, text, reason(e)));
    }
  }

  /** Spark's sentence without its error class and plan. */
  private static String reason(Exception e) {
    return String.valueOf(e.getMessage())
        .strip()
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^\\[[A-Z_.]+] ", "")
        .replaceFirst("\\s*SQLSTATE:.*$", "");
  }
}

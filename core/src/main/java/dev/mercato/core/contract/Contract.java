package dev.mercato.core.contract;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.Column;
import dev.mercato.core.table.Condition;
import dev.mercato.core.table.Rule;
import dev.mercato.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the rows of a table must satisfy, as Spark expressions over the table's columns.
 *
 * <p>The checks stand in an order: values that are missing, then rules of single columns, then
 * conditions across columns, then what was added. The first that a row fails is its reason. A row's
 * fate ({@link #kept}) is a plain conjunction, cheap enough for every row; the reason is meant for
 * the few that fail.
 */
public final class Contract {
  private static final int LONGEST_VALUE = 200;

  private final List<Check> checks;

  private Contract(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /** The contract of the registry, references apart: those need the other tables' keys. */
  public static Contract of(Table table) {
    Stream<Check> missing =
        table.columns().stream().filter(column -> !column.nullable()).map(Contract::present);
    Stream<Check> rules =
        table.columns().stream()
            .flatMap(column -> column.rules().stream().flatMap(rule -> check(column, rule)));
    Stream<Check> conditions =
        table.conditions().stream().map(condition -> check(table, condition));
    return new Contract(Stream.of(missing, rules, conditions).flatMap(checks -> checks).toList());
  }

  /** A contract of these checks, in this order. */
  public static Contract of(List<Check> checks) {
    return new Contract(checks);
  }

  /** This contract and one check more, after the others. */
  public Contract and(Check check) {
    List<Check> more = new ArrayList<>(checks);
    more.add(check);
    return new Contract(more);
  }

  /** This contract, and that facts happened in these days (UTC). */
  public Contract within(DateRange days) {
    return and(
        new Check(
            "%s in %s".formatted(Table.EVENT_TIME, days),
            "%1$s >= TIMESTAMP '%2$s 00:00:00' AND %1$s < TIMESTAMP '%3$s 00:00:00'"
                .formatted(Table.EVENT_TIME, days.from(), days.to().plusDays(1)),
            text(Table.EVENT_TIME)));
  }

  public List<Check> checks() {
    return checks;
  }

  /** True for a row that passes every check, false for any other; never null. */
  public org.apache.spark.sql.Column kept() {
    return checks.stream()
        .map(check -> expr(check.passes()))
        .reduce(org.apache.spark.sql.Column::and)
        .orElse(lit(true));
  }

  /** The first check that a row fails, with the value: {@code name: value}; null if it is kept. */
  public org.apache.spark.sql.Column reason() {
    String cases =
        checks.stream()
            .map(
                check ->
                    "WHEN NOT %s THEN concat('%s: ', left(%s, %d))"
                        .formatted(
                            check.passes(), quoted(check.name()), check.value(), LONGEST_VALUE))
            .collect(Collectors.joining(" "));
    return checks.isEmpty() ? coalesce(lit(null).cast("string")) : expr("CASE " + cases + " END");
  }

  private static Check present(Column column) {
    return new Check(
        column.name() + " present", "`%s` IS NOT NULL".formatted(column.name()), "'null'");
  }

  private static Stream<Check> check(Column column, Rule rule) {
    String name = column.name();
    if (rule instanceof Rule.AtLeast least) {
      return one(name, "at least " + least.minimum(), ">= " + least.minimum());
    }
    if (rule instanceof Rule.MoreThan more) {
      return one(name, "more than " + more.bound(), "> " + more.bound());
    }
    if (rule instanceof Rule.Between range) {
      return one(
          name,
          "from %s to %s".formatted(range.minimum(), range.maximum()),
          "BETWEEN %sD AND %sD".formatted(range.minimum(), range.maximum()));
    }
    if (rule instanceof Rule.OneOf allowed) {
      return one(
          name,
          "one of " + String.join(", ", allowed.values()),
          allowed.values().stream()
              .map(value -> "'" + quoted(value) + "'")
              .collect(Collectors.joining(", ", "IN (", ")")));
    }
    if (rule instanceof Rule.NotBlank) {
      return Stream.of(new Check(name + " not blank", "trim(`%s`) <> ''".formatted(name), "''"));
    }
    return Stream.empty();
  }

  private static Stream<Check> one(String column, String demand, String comparison) {
    return Stream.of(
        new Check(column + " " + demand, "`%s` %s".formatted(column, comparison), text(column)));
  }

  /** A condition's value is what it looks at: the columns it names. */
  private static Check check(Table table, Condition condition) {
    String values =
        table.columnNames().stream()
            .filter(column -> condition.sql().matches("(?s).*\\b" + column + "\\b.*"))
            .map(column -> "'%s=', %s".formatted(column, text(column)))
            .collect(Collectors.joining(", ', ', "));
    return new Check(
        condition.name(),
        condition.sql(),
        values.isEmpty() ? "''" : "concat(%s)".formatted(values));
  }

  /** A column's value as a string that is never null. */
  public static String text(String column) {
    return "coalesce(CAST(`%s` AS STRING), 'null')".formatted(column);
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}

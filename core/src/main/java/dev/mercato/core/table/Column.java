package dev.mercato.core.table;

import java.util.ArrayList;
import java.util.List;

/**
 * One column: what it holds and what a value must satisfy.
 *
 * @param comment what a reader of the table needs to know, units included
 * @param earliest whether of several versions of a snapshot's row the earliest value stands,
 *     whichever version is the latest: true of the beginning of something, which is only ever found
 *     to have been before
 */
public record Column(
    String name,
    ColumnType type,
    boolean nullable,
    String comment,
    List<Rule> rules,
    boolean earliest) {

  public Column {
    rules = List.copyOf(rules);
  }

  /** A column that always has a value. */
  public static Column required(String name, ColumnType type, String comment, Rule... rules) {
    return new Column(name, type, false, comment, List.of(rules), false);
  }

  /** A column whose value may be missing; the comment says what that means. */
  public static Column optional(String name, ColumnType type, String comment, Rule... rules) {
    return new Column(name, type, true, comment, List.of(rules), false);
  }

  /** This column, with the earliest value of all versions of a row. */
  Column keepingEarliest() {
    return new Column(name, type, nullable, comment, rules, true);
  }

  Column with(Rule rule) {
    List<Rule> more = new ArrayList<>(rules);
    more.add(rule);
    return new Column(name, type, nullable, comment, more, earliest);
  }
}

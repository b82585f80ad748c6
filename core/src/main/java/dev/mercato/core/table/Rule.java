package dev.mercato.core.table;

import java.util.List;

/** What a value of a column must satisfy; a null is judged by {@link Column#nullable()} alone. */
public sealed interface Rule {

  /** At least this number. */
  record AtLeast(long minimum) implements Rule {}

  /** More than this number. */
  record MoreThan(long bound) implements Rule {}

  /** Between two numbers, both allowed. */
  record Between(double minimum, double maximum) implements Rule {}

  /** One of these values, to the letter. */
  record OneOf(List<String> values) implements Rule {
    public OneOf {
      values = List.copyOf(values);
    }
  }

  /** Not empty and not only white space. */
  record NotBlank() implements Rule {}

  /** A key of another table. */
  record References(String table, String column) implements Rule {}
}

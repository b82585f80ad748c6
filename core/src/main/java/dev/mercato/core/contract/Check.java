package dev.mercato.core.contract;

/**
 * One thing that a row must satisfy.
 *
 * @param name what is demanded, for example {@code quantity more than 0}; the part of a reject's
 *     reason before the colon, so that rejects can be counted by it
 * @param condition a Spark SQL condition; a row passes unless it is false
 * @param value a Spark SQL expression of type string: the value that a reject's reason shows
 */
public record Check(String name, String condition, String value) {

  /** True or false, never null. */
  public String passes() {
    return "coalesce((" + condition + "), true)";
  }
}

package dev.mercato.etl.importing;

/**
 * One column of a table.
 *
 * @param expression Spark SQL over the columns of the source, which are all strings
 * @param mayBeNull whether the expression may come to null although the source has text: else such
 *     a row is a reject, for the text could not be understood
 */
record ColumnMapping(String expression, boolean mayBeNull) {}

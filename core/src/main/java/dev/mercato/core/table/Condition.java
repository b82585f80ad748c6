package dev.mercato.core.table;

/**
 * What one row must satisfy across its columns.
 *
 * @param name names the condition in a reject's reason, for example {@code amount adds up}
 * @param sql a Spark SQL condition over the table's columns
 */
public record Condition(String name, String sql) {}

/**
 * The Spark data source {@code mercato}: {@code spark.read().format("mercato").option("table",
 * "transactions").load()}, from SQL {@code CREATE TEMPORARY VIEW t USING mercato OPTIONS (table
 * 'transactions')}. A partition is a part of a table, so what a task reads does not depend on how
 * many tasks there are.
 */
package dev.mercato.generator.source;

/**
 * Batches of rows as Spark's column vectors over plain arrays: the one form in which simulated rows
 * go to Spark and to Parquet files.
 */
package dev.mercato.generator.columns;

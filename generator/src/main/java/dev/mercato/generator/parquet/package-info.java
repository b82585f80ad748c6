/**
 * Writes batches of columns to Parquet files, a page a column and batch. Goes straight to Parquet's
 * pages: no rows, no records and no hash tables for dictionaries that are known beforehand.
 */
package dev.mercato.generator.parquet;

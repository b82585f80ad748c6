/**
 * Puts the simulated shop on Spark: the job that fills the raw zone, and its command.
 *
 * <p>{@code tables} cuts tables into parts and fills columns from the simulator; {@code source}
 * shows them to Spark as the data source {@code mercato}; {@code parquet} writes them to files.
 */
package dev.mercato.generator;

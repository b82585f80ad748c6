/**
 * The raw zone: batches of Parquet files as they were generated or imported, each with a manifest.
 */
package dev.mercato.core.raw;

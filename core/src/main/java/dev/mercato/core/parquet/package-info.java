/** How the tables' Parquet files are written, and what their ends say of them. */
package dev.mercato.core.parquet;

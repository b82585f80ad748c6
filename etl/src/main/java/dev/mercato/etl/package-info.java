/** From raw batches to tables, marts and the report: one package a job. */
package dev.mercato.etl;

/**
 * Importing: foreign files become batches of the raw zone by a mapping, which gives each column of
 * the platform's tables as an expression over the columns of the source.
 */
package dev.mercato.etl.importing;

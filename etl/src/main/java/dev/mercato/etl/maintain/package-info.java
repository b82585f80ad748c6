/** Keeps the tables in shape: few files, no row twice, no files that nobody can find any more. */
package dev.mercato.etl.maintain;

package dev.mercato.etl.importing;

/**
 * What became of the source for one table: kept and rejected rows; for a table of facts these and
 * the rows that its {@code where} left out are all rows of the source.
 *
 * @param leftOut rows that {@code where} left out
 */
public record TableImport(String table, long kept, long rejected, long leftOut) {}

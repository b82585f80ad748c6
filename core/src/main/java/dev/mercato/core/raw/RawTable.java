package dev.mercato.core.raw;

/**
 * What one batch holds for one table.
 *
 * @param rows rows in the table's files
 * @param rejected rows of the source that could not be brought into the table's form; they stand in
 *     the batch's rejects
 * @param checksum of the rows in the files, see {@link dev.mercato.core.warehouse.RowChecksum}
 */
public record RawTable(String table, long rows, long rejected, long checksum) {}

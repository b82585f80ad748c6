/**
 * Checks what is loaded against itself: files, tables, parameters, rejects and raw batches, read
 * anew, agree; and where there is a HiveServer2, it reads over JDBC what Spark reads.
 */
package dev.mercato.etl.verify;

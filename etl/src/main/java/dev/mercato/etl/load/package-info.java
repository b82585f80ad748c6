/**
 * Loading: raw batches go into the tables, row by row checked against the registry's contracts;
 * every row read is either kept or among the rejects, with a reason.
 */
package dev.mercato.etl.load;

/**
 * The marts: tables derived from what was loaded. Each mart is a class with a pure function from
 * datasets to a dataset; {@link dev.mercato.etl.marts.MartsJob} knows which months have to be
 * computed again, reads and writes.
 */
package dev.mercato.etl.marts;

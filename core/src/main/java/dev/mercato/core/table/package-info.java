/**
 * The table registry: the one place that knows every table, its columns, keys and checks. Tables,
 * loads, documentation and verification are all derived from it.
 */
package dev.mercato.core.table;

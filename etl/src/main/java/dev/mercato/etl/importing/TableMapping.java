package dev.mercato.etl.importing;

import dev.mercato.core.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How rows of the source become rows of one table.
 *
 * @param where which rows of the source are for this table; all without it
 * @param orderBy of the rows with the same key, the first by this order is taken; only for
 *     snapshots, whose tables have one row a key
 * @param require what a row must satisfy besides, by name: conditions over the columns of the
 *     source
 * @param columns an expression over the columns of the source for each column of the table; those
 *     left out are null
 */
record TableMapping(
    Table table,
    Optional<String> where,
    Optional<String> orderBy,
    Map<String, String> require,
    Map<String, ColumnMapping> columns) {

  TableMapping {
    require = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(require));
    columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  Optional<String> expression(String column) {
    return Optional.ofNullable(columns.get(column)).map(ColumnMapping::expression);
  }
}

package dev.mercato.etl.importing;

import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import java.util.List;
import java.util.Optional;

/**
 * How the files of a shop become the platform's tables.
 *
 * @param name stands in the raw batches as their origin
 * @param file where the mapping was read, for messages
 * @param day the day that a row of the source belongs to, as an expression over its columns
 * @param tables the tables that the source has something for, in the registry's order
 */
record Mapping(
    String name, String file, SourceFormat source, String day, List<TableMapping> tables) {

  Mapping {
    tables = List.copyOf(tables);
  }

  /** The mapping of the first table of facts, whose time gives a row's day. */
  static Optional<TableMapping> facts(List<TableMapping> tables) {
    return tables.stream()
        .filter(mapping -> mapping.table().kind() == TableKind.FACT)
        .filter(mapping -> mapping.expression(Table.EVENT_TIME).isPresent())
        .findFirst();
  }
}

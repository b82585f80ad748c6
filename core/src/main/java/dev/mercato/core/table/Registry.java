package dev.mercato.core.table;

import dev.mercato.core.MercatoException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All tables of the platform, in the order in which a load fills them. */
public final class Registry {

  /** What loads fill, dimensions first. */
  public static final List<Table> LOADED =
      List.of(
          ShopTables.USERS, ShopTables.PRODUCTS, ShopTables.TRANSACTIONS, ShopTables.CLICKSTREAM);

  public static final List<Table> TABLES =
      Stream.of(
              LOADED,
              List.of(ShopTables.REJECTS, ShopTables.LOADS),
              MartTables.ALL,
              ModelTables.ALL)
          .flatMap(List::stream)
          .toList();

  private Registry() {}

  /** The table of that name, or a usage error that lists the names there are. */
  public static Table table(String name) {
    return TABLES.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                MercatoException.usage(
                    "There is no table '%s'; the tables are %s."
                        .formatted(
                            name,
                            TABLES.stream().map(Table::name).collect(Collectors.joining(", ")))));
  }
}

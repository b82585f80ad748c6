package dev.mercato.generator.tables;

import dev.mercato.core.table.Column;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.ShopTables;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.walk.SessionObserver;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/** The tables that can be simulated. */
public enum SimulatedTable {
  USERS,
  PRODUCTS,
  TRANSACTIONS,
  CLICKSTREAM,
  USER_TRUTH,
  PRODUCT_TRUTH;

  /** The table of that name. */
  public static Optional<SimulatedTable> named(String name) {
    return Arrays.stream(values()).filter(table -> table.label().equals(name)).findFirst();
  }

  /** The name of the table, as in the registry. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All its columns. */
  public StructType schema() {
    return switch (this) {
      case USERS -> ShopTables.USERS.fileSchema();
      case PRODUCTS -> ShopTables.PRODUCTS.fileSchema();
      case TRANSACTIONS -> ShopTables.TRANSACTIONS.fileSchema();
      case CLICKSTREAM -> ShopTables.CLICKSTREAM.fileSchema();
      case USER_TRUTH -> TruthSchemas.USERS;
      case PRODUCT_TRUTH -> TruthSchemas.PRODUCTS;
    };
  }

  /** The columns that the registry lets be null; none of the truth is. */
  public Set<String> mayBeNull() {
    return Registry.LOADED.stream()
        .filter(table -> table.name().equals(label()))
        .flatMap(table -> table.columns().stream())
        .filter(Column::nullable)
        .map(Column::name)
        .collect(Collectors.toSet());
  }

  /** Whether its rows happen on days, so that it is cut into months. */
  public boolean isFact() {
    return this == TRANSACTIONS || this == CLICKSTREAM;
  }

  /** Opens the rows of a part. */
  public RowSource open(Shop shop, Part part) {
    return open(shop, part, (session, walk) -> {});
  }

  /** Opens the rows of a part; the sessions of clickstream are shown to an observer. */
  public RowSource open(Shop shop, Part part, SessionObserver observer) {
    return switch (this) {
      case USERS -> new UserRows(shop, part);
      case PRODUCTS -> new ProductRows(shop, part);
      case TRANSACTIONS -> new TransactionRows(shop, part);
      case CLICKSTREAM -> new ClickstreamRows(shop, part, observer);
      case USER_TRUTH -> new UserTruthRows(shop, part);
      case PRODUCT_TRUTH -> new ProductTruthRows(shop);
    };
  }
}

package dev.mercato.streaming.event;

import dev.mercato.core.MercatoException;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Kafka topic and the table that its events are rows of.
 *
 * @param table a table of facts; its name is the topic's
 */
public record Topic(Table table) {
  public static final Topic TRANSACTIONS = new Topic(ShopTables.TRANSACTIONS);
  public static final Topic CLICKSTREAM = new Topic(ShopTables.CLICKSTREAM);
  public static final List<Topic> ALL = List.of(TRANSACTIONS, CLICKSTREAM);

  /**
   * The topic of that name.
   *
   * @throws MercatoException status 2, naming those there are
   */
  public static Topic named(String name) {
    return ALL.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                MercatoException.usage(
                    "No table is filled from a topic '%s': take %s."
                        .formatted(
                            name,
                            ALL.stream().map(Topic::name).collect(Collectors.joining(" or ")))));
  }

  public String name() {
    return table.name();
  }

  /** Where the events go that the table cannot take. */
  public String deadLetters() {
    return name() + ".rejected";
  }
}

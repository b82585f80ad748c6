package dev.mercato.core.table;

import static dev.mercato.core.table.Column.optional;
import static dev.mercato.core.table.Column.required;
import static dev.mercato.core.table.ColumnType.AMOUNT;
import static dev.mercato.core.table.ColumnType.BIGINT;
import static dev.mercato.core.table.ColumnType.DATE;
import static dev.mercato.core.table.ColumnType.DOUBLE;
import static dev.mercato.core.table.ColumnType.INT;
import static dev.mercato.core.table.ColumnType.PRICE;
import static dev.mercato.core.table.ColumnType.STRING;
import static dev.mercato.core.table.ColumnType.TIMESTAMP;

import java.util.List;

/** The tables that loads and streams fill: what a shop knows of itself. */
public final class ShopTables {

  private static final Rule NOT_BLANK = new Rule.NotBlank();
  private static final Rule POSITIVE = new Rule.MoreThan(0);
  private static final Rule NOT_NEGATIVE = new Rule.AtLeast(0);

  public static final Table USERS =
      new Table(
          "users",
          TableKind.SNAPSHOT,
          "The shop's customers, each as last known",
          List.of(
              required("user_id", BIGINT, "the customer", POSITIVE),
              optional("name", STRING, "full name; null where the source has none"),
              optional("email", STRING, "e-mail address; null where the source has none"),
              optional("gender", STRING, "female, male or other; null where unknown"),
              optional("birth_date", DATE, "date of birth; null where unknown"),
              required("country", STRING, "country of residence, in English", NOT_BLANK),
              optional("city", STRING, "city of residence; null where unknown"),
              optional("channel", STRING, "acquisition channel; null where unknown"),
              optional(
                  "loyalty_tier",
                  STRING,
                  "loyalty tier; null where the shop has none",
                  new Rule.OneOf(List.of("bronze", "silver", "gold", "platinum"))),
              required("signup_at", TIMESTAMP, "when the account was opened, UTC")
                  .keepingEarliest()),
          List.of("user_id"),
          List.of());

  public static final Table PRODUCTS =
      new Table(
          "products",
          TableKind.SNAPSHOT,
          "The shop's catalogue, each product as last known",
          List.of(
              required("product_id", BIGINT, "the product", POSITIVE),
              required("name", STRING, "what the shop calls it", NOT_BLANK),
              required("category", STRING, "the category it is sold under", NOT_BLANK),
              optional("brand", STRING, "brand; null where the source has none"),
              required("price", PRICE, "list price of one piece", NOT_NEGATIVE),
              optional(
                  "cost", PRICE, "what one piece costs the shop; null where unknown", NOT_NEGATIVE),
              optional(
                  "rating",
                  DOUBLE,
                  "mean customer rating, 1 to 5; null where unknown",
                  new Rule.Between(1, 5)),
              optional("launched_on", DATE, "first day on sale; null where unknown")),
          List.of("product_id"),
          List.of());

  public static final Table TRANSACTIONS =
      new Table(
          "transactions",
          TableKind.FACT,
          "Order lines: one row for each product of each order",
          List.of(
              required("transaction_id", BIGINT, "the order line", POSITIVE),
              required("order_id", BIGINT, "the order that the line belongs to", POSITIVE),
              optional(
                  "user_id",
                  BIGINT,
                  "who ordered; null for a guest",
                  new Rule.References("users", "user_id")),
              required(
                  "product_id",
                  BIGINT,
                  "what was ordered",
                  new Rule.References("products", "product_id")),
              optional(
                  "session_id", BIGINT, "the visit in which it was ordered; null where unknown"),
              required("quantity", INT, "pieces ordered", POSITIVE),
              required(
                  "unit_price",
                  PRICE,
                  "price of one piece, before discount; 0.00 for less than half a cent",
                  NOT_NEGATIVE),
              required("discount", PRICE, "taken off the whole line", NOT_NEGATIVE),
              required(
                  "amount",
                  AMOUNT,
                  "to pay for the line: quantity x unit_price - discount",
                  NOT_NEGATIVE),
              required(
                  "status",
                  STRING,
                  "how the order ended; counts only from status_at on, until then as completed",
                  new Rule.OneOf(List.of("completed", "cancelled", "refunded", "failed"))),
              optional("payment_method", STRING, "how it was paid; null where unknown"),
              required(Table.EVENT_TIME, TIMESTAMP, "when it was ordered, UTC"),
              required("status_at", TIMESTAMP, "when the order reached its status, UTC")),
          List.of("transaction_id"),
          List.of(
              new Condition("amount adds up", "amount = quantity * unit_price - discount"),
              new Condition("status not before the order", "status_at >= occurred_at")));

  public static final Table CLICKSTREAM =
      new Table(
          "clickstream",
          TableKind.FACT,
          "Click events: what visitors did, step by step",
          List.of(
              required("event_id", BIGINT, "the event", POSITIVE),
              required("session_id", BIGINT, "the visit that it is part of", POSITIVE),
              optional(
                  "user_id",
                  BIGINT,
                  "who visited; null for a guest",
                  new Rule.References("users", "user_id")),
              required(
                  "event_type",
                  STRING,
                  "what the visitor did",
                  new Rule.OneOf(
                      List.of(
                          "page_view",
                          "search",
                          "product_view",
                          "add_to_cart",
                          "remove_from_cart",
                          "checkout",
                          "purchase"))),
              optional(
                  "product_id",
                  BIGINT,
                  "the product seen, added or removed; null for other steps",
                  new Rule.References("products", "product_id")),
              optional("order_id", BIGINT, "the order, for a purchase; null for other steps"),
              optional("search_query", STRING, "the words searched for; null for other steps"),
              optional("device", STRING, "desktop, mobile or tablet; null where unknown"),
              optional("referrer", STRING, "where the visit came from; null where unknown"),
              required(Table.EVENT_TIME, TIMESTAMP, "when it happened, UTC")),
          List.of("event_id"),
          List.of(
              new Condition(
                  "a purchase names its order",
                  "(event_type = 'purchase') = (order_id IS NOT NULL)")));

  public static final Table REJECTS =
      new Table(
          "rejects",
          TableKind.REJECTS,
          "Rows that were read and did not keep their table's contract",
          List.of(
              required("reason", STRING, "the first check that the row failed, and its value"),
              required("record", STRING, "the row as it was read, as JSON"),
              required(
                  "source", STRING, "the file, or the topic, partition and offset, it came from")),
          List.of(),
          List.of());

  public static final Table LOADS =
      new Table(
          "loads",
          TableKind.MART,
          "What each load read and what became of it",
          List.of(
              required("load_id", STRING, "the load"),
              required("table_name", STRING, "the table it filled"),
              required("source", STRING, "where the rows came from"),
              optional("from_date", DATE, "first day of the load's range; null for a stream"),
              optional("to_date", DATE, "last day of the load's range; null for a stream"),
              required("rows_read", BIGINT, "rows read"),
              required("rows_kept", BIGINT, "rows loaded into the table"),
              required("rows_rejected", BIGINT, "rows put into rejects"),
              required(
                  "rows_duplicate", BIGINT, "rows left out because their key was there already"),
              required("rows_replaced", BIGINT, "rows of the same load that this one replaced"),
              optional("offsets", STRING, "Kafka offsets read, as JSON; null for a batch"),
              required("committed_at", TIMESTAMP, "when the load became visible, UTC")),
          List.of("table_name", "load_id"),
          List.of());

  private ShopTables() {}
}

package dev.mercato.core.table;

import static dev.mercato.core.table.Column.optional;
import static dev.mercato.core.table.Column.required;
import static dev.mercato.core.table.ColumnType.BIGINT;
import static dev.mercato.core.table.ColumnType.BOOLEAN;
import static dev.mercato.core.table.ColumnType.DATE;
import static dev.mercato.core.table.ColumnType.DOUBLE;
import static dev.mercato.core.table.ColumnType.INT;
import static dev.mercato.core.table.ColumnType.STRING;
import static dev.mercato.core.table.ColumnType.TIMESTAMP;
import static dev.mercato.core.table.ColumnType.TOTAL;

import java.util.List;

/**
 * The tables derived from what was loaded.
 *
 * <p>Sales are booked by day. A line counts as sold on the day it was ordered; if its order was
 * refunded, cancelled or failed, it is taken back on the day of {@code status_at}. What happens
 * after the last loaded day is not known yet and is not booked.
 */
public final class MartTables {

  public static final Table DAILY_SALES =
      new Table(
          "daily_sales",
          TableKind.MONTHLY_MART,
          "Sales by day and category; reversals on the day they happened",
          List.of(
              required("day", DATE, "day in UTC"),
              required("category", STRING, "product category; unknown for a product not listed"),
              required(
                  "orders",
                  BIGINT,
                  "orders placed with a line in the category; an order of two categories counts in both"),
              required("lines", BIGINT, "order lines placed"),
              required("units", BIGINT, "pieces ordered"),
              required("gross_revenue", TOTAL, "quantity x unit price of lines placed"),
              required("discount", TOTAL, "discounts on lines placed"),
              required("refunded_lines", BIGINT, "lines refunded on this day"),
              required("refunded_units", BIGINT, "pieces refunded on this day"),
              required("refunded_revenue", TOTAL, "amounts paid back on this day"),
              required("cancelled_lines", BIGINT, "lines cancelled or failed on this day"),
              required("cancelled_units", BIGINT, "pieces cancelled or failed on this day"),
              required("cancelled_revenue", TOTAL, "amounts cancelled or failed on this day"),
              required(
                  "net_revenue",
                  TOTAL,
                  "gross_revenue - discount - refunded_revenue - cancelled_revenue")),
          List.of("day", "category"),
          List.of(
              new Condition(
                  "net adds up",
                  "net_revenue = gross_revenue - discount - refunded_revenue - cancelled_revenue")));

  public static final Table CUSTOMER_MONTHS =
      new Table(
          "customer_months",
          TableKind.MONTHLY_MART,
          "What each customer ordered and returned in a month; guests are not in it",
          List.of(
              required("user_id", BIGINT, "the customer"),
              required("orders", BIGINT, "orders placed in the month"),
              required("units", BIGINT, "pieces ordered"),
              required("revenue", TOTAL, "amounts of the orders placed, discounts taken off"),
              required(
                  "reversed_orders",
                  BIGINT,
                  "orders of which, since a day of the month, nothing stands: refunded, cancelled or failed"),
              required("reversed_revenue", TOTAL, "amounts of the lines reversed"),
              required("net_revenue", TOTAL, "revenue - reversed_revenue"),
              optional(
                  "margin",
                  TOTAL,
                  "net revenue less cost, over lines whose cost is known; null where none is"),
              optional("first_order_at", TIMESTAMP, "first order of the month, UTC"),
              optional("last_order_at", TIMESTAMP, "last order of the month, UTC")),
          List.of(Table.EVENT_MONTH, "user_id"),
          List.of());

  public static final Table PRODUCT_MONTHS =
      new Table(
          "product_months",
          TableKind.MONTHLY_MART,
          "What each product sold, returned and was looked at in a month",
          List.of(
              required("product_id", BIGINT, "the product"),
              optional("category", STRING, "its category when the month was computed"),
              optional("cost", ColumnType.PRICE, "its cost when the month was computed"),
              required("lines", BIGINT, "order lines placed"),
              required("units", BIGINT, "pieces ordered"),
              required("gross_revenue", TOTAL, "quantity x unit price of lines placed"),
              required("discount", TOTAL, "discounts on lines placed"),
              required("refunded_units", BIGINT, "pieces refunded in the month"),
              required("refunded_revenue", TOTAL, "amounts paid back in the month"),
              required("cancelled_units", BIGINT, "pieces cancelled or failed in the month"),
              required("cancelled_revenue", TOTAL, "amounts cancelled or failed in the month"),
              required("net_revenue", TOTAL, "gross less discount, refunds and cancellations"),
              optional("margin", TOTAL, "net revenue less cost; null where the cost is unknown"),
              required("views", BIGINT, "product views"),
              required("carts", BIGINT, "times put into a cart"),
              required("removals", BIGINT, "times taken out of a cart"),
              optional("first_sold_at", TIMESTAMP, "first order of the month, UTC"),
              optional("last_sold_at", TIMESTAMP, "last order of the month, UTC")),
          List.of(Table.EVENT_MONTH, "product_id"),
          List.of());

  public static final Table SESSIONS =
      new Table(
          "sessions",
          TableKind.MONTHLY_MART,
          "One row a visit: when, how far it went, whether it bought",
          List.of(
              required(
                  "session_id", BIGINT, "the visit; one over midnight of a month's end is two"),
              optional("user_id", BIGINT, "who visited; null for a guest"),
              required("started_at", TIMESTAMP, "first event, UTC"),
              required("ended_at", TIMESTAMP, "last event, UTC"),
              required("duration_seconds", BIGINT, "from the first event to the last"),
              required("events", INT, "events in all"),
              required("searches", INT, "searches"),
              required("views", INT, "product views"),
              required("carts", INT, "products put into the cart"),
              required("removals", INT, "products taken out of the cart"),
              required("checked_out", BOOLEAN, "whether the checkout was reached"),
              required("purchased", BOOLEAN, "whether an order was placed"),
              optional("order_id", BIGINT, "the order, the first if several; null if none"),
              optional("device", STRING, "device at the first event; null where unknown"),
              optional("referrer", STRING, "where the visit came from; null where unknown")),
          List.of(Table.EVENT_MONTH, "session_id"),
          List.of());

  public static final Table FUNNEL_DAILY =
      new Table(
          "funnel_daily",
          TableKind.MONTHLY_MART,
          "How far the visits of a day went, by device",
          List.of(
              required("day", DATE, "day on which the visit began, UTC"),
              required("device", STRING, "desktop, mobile or tablet; unknown where not known"),
              required("sessions", BIGINT, "visits"),
              required("viewed", BIGINT, "visits that looked at a product"),
              required("carted", BIGINT, "visits that put one into the cart"),
              required("checked_out", BIGINT, "visits that reached the checkout"),
              required("purchased", BIGINT, "visits that placed an order"),
              required("view_rate", DOUBLE, "viewed of sessions, 0 to 1"),
              optional("cart_rate", DOUBLE, "carted of viewed; null if none viewed"),
              optional("checkout_rate", DOUBLE, "checked out of carted; null if none carted"),
              optional(
                  "purchase_rate", DOUBLE, "purchased of checked out; null if none checked out"),
              required("conversion", DOUBLE, "purchased of sessions, 0 to 1")),
          List.of("day", "device"),
          List.of());

  public static final Table CUSTOMER_360 =
      new Table(
          "customer_360",
          TableKind.MART,
          "Each customer who ever ordered: value, habits and segment as of the last loaded day",
          List.of(
              required("user_id", BIGINT, "the customer"),
              optional("country", STRING, "country of residence; null if not among users"),
              optional("channel", STRING, "acquisition channel; null where unknown"),
              optional("loyalty_tier", STRING, "loyalty tier; null where the shop has none"),
              optional("signup_at", TIMESTAMP, "when the account was opened, UTC"),
              required("first_order_at", TIMESTAMP, "first order placed, UTC"),
              required("last_order_at", TIMESTAMP, "last order placed, UTC"),
              required("recency_days", INT, "days from the last order to as_of"),
              required("orders", BIGINT, "orders placed"),
              required("frequency", BIGINT, "orders placed less those of which nothing stands"),
              required("units", BIGINT, "pieces ordered"),
              required("revenue", TOTAL, "amounts of the orders placed"),
              required("reversed_revenue", TOTAL, "amounts refunded, cancelled or failed"),
              required("lifetime_value", TOTAL, "net revenue to date: revenue - reversed_revenue"),
              optional("margin", TOTAL, "lifetime value less cost, over lines with a known cost"),
              optional(
                  "average_order_value",
                  TOTAL,
                  "lifetime value by frequency, to the cent; null if no order stands"),
              required("active_months", BIGINT, "months in which an order was placed"),
              required("r_score", INT, "recency quintile: 5 for the latest, 1 for the longest ago"),
              required("f_score", INT, "frequency quintile: 5 for the most orders"),
              required("m_score", INT, "monetary quintile: 5 for the highest lifetime value"),
              required("rfm_score", INT, "sum of the three scores, 3 to 15"),
              required(
                  "segment",
                  STRING,
                  "One-time: at most one standing order; else VIP from rfm_score 13, Regular from 9, Casual below",
                  new Rule.OneOf(List.of("VIP", "Regular", "Casual", "One-time"))),
              required("as_of", DATE, "last loaded day")),
          List.of("user_id"),
          List.of());

  public static final Table COHORT_RETENTION =
      new Table(
          "cohort_retention",
          TableKind.MART,
          "How many of the customers who first ordered in a month order again, month by month",
          List.of(
              required("cohort_month", STRING, "month of the first order, as yyyy-MM"),
              required("months_since", INT, "months since then, from 0"),
              required("cohort_size", BIGINT, "customers of the cohort"),
              required("customers", BIGINT, "those who placed an order in that month"),
              required("retention", DOUBLE, "customers of cohort_size, 0 to 1"),
              required("orders", BIGINT, "orders they placed"),
              required("net_revenue", TOTAL, "what they paid, less what was reversed, that month")),
          List.of("cohort_month", "months_since"),
          List.of());

  public static final Table PRODUCT_PERFORMANCE =
      new Table(
          "product_performance",
          TableKind.MART,
          "Each product: what it sold, earned and was looked at, to date",
          List.of(
              required("product_id", BIGINT, "the product"),
              optional("name", STRING, "what the shop calls it; null if not listed"),
              required("category", STRING, "product category; unknown for a product not listed"),
              optional("brand", STRING, "brand; null where unknown"),
              required("lines", BIGINT, "order lines placed"),
              required("units", BIGINT, "pieces ordered"),
              required("gross_revenue", TOTAL, "quantity x unit price of lines placed"),
              required("discount", TOTAL, "discounts on lines placed"),
              required("refunded_units", BIGINT, "pieces refunded"),
              required("refunded_revenue", TOTAL, "amounts paid back"),
              required("cancelled_units", BIGINT, "pieces cancelled or failed"),
              required("cancelled_revenue", TOTAL, "amounts cancelled or failed"),
              required("net_revenue", TOTAL, "gross less discount, refunds and cancellations"),
              optional("margin", TOTAL, "net revenue less cost; null where the cost is unknown"),
              required("views", BIGINT, "product views"),
              required("carts", BIGINT, "times put into a cart"),
              required("removals", BIGINT, "times taken out of a cart"),
              optional("cart_rate", DOUBLE, "carts by views; null if never viewed"),
              optional("conversion", DOUBLE, "lines by views; null if never viewed"),
              optional("refund_rate", DOUBLE, "refunded_units by units; null if never sold"),
              optional("first_sold_at", TIMESTAMP, "first order, UTC; null if never sold"),
              optional("last_sold_at", TIMESTAMP, "last order, UTC; null if never sold")),
          List.of("product_id"),
          List.of());

  /** In the order in which they are built: each stands on those before it. */
  public static final List<Table> ALL =
      List.of(
          DAILY_SALES,
          CUSTOMER_MONTHS,
          SESSIONS,
          FUNNEL_DAILY,
          PRODUCT_MONTHS,
          CUSTOMER_360,
          COHORT_RETENTION,
          PRODUCT_PERFORMANCE);

  private MartTables() {}
}

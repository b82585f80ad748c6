package dev.mercato.etl.report.section;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;

import dev.mercato.core.table.MartTables;
import dev.mercato.core.table.ShopTables;
import dev.mercato.etl.report.html.Element;
import dev.mercato.etl.report.html.Figures;
import dev.mercato.etl.report.html.Node;
import dev.mercato.etl.report.plot.Gallery;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** The shop in six figures. */
public final class HeadlineSection implements Section<HeadlineSection.Headline> {

  /** What was sold, and when. */
  record Sales(BigDecimal net, BigDecimal reversed, LocalDate first, LocalDate last) {}

  /** What was ordered: orders, and their amounts before any came back. */
  record Orders(long orders, BigDecimal amount) {
    BigDecimal averageValue() {
      return amount.divide(BigDecimal.valueOf(orders), 2, RoundingMode.HALF_UP);
    }
  }

  /** How many visits there were, and how many bought. */
  record Visits(long sessions, long purchased) {}

  /** All of it; each part is empty where its table is. */
  record Headline(
      Optional<Sales> sales,
      Optional<Orders> orders,
      Optional<Visits> visits,
      long customers,
      long users) {}

  @Override
  public String id() {
    return "overview";
  }

  @Override
  public String title() {
    return "Overview";
  }

  @Override
  public String absence() {
    return "Nothing has been loaded yet, so there is nothing to report on.";
  }

  @Override
  public Optional<Headline> query(ShopData data) {
    Headline headline =
        new Headline(
            sales(data),
            orders(data),
            visits(data),
            data.rows(MartTables.CUSTOMER_360).count(),
            data.rows(ShopTables.USERS).count());
    boolean nothing =
        headline.sales().isEmpty()
            && headline.orders().isEmpty()
            && headline.visits().isEmpty()
            && headline.users() == 0;
    return nothing ? Optional.empty() : Optional.of(headline);
  }

  private static Optional<Sales> sales(ShopData data) {
    Row row =
        data.rows(MartTables.DAILY_SALES)
            .agg(
                sum("net_revenue"),
                sum(col("refunded_revenue").plus(col("cancelled_revenue"))),
                unix_date(min("day")),
                unix_date(max("day")))
            .first();
    return row.isNullAt(0)
        ? Optional.empty()
        : Optional.of(
            new Sales(
                row.getDecimal(0),
                row.getDecimal(1),
                LocalDate.ofEpochDay(row.getInt(2)),
                LocalDate.ofEpochDay(row.getInt(3))));
  }

  private static Optional<Orders> orders(ShopData data) {
    Row row =
        data.rows(ShopTables.TRANSACTIONS)
            .agg(count_distinct(col("order_id")), sum("amount"))
            .first();
    return row.isNullAt(1)
        ? Optional.empty()
        : Optional.of(new Orders(row.getLong(0), row.getDecimal(1)));
  }

  private static Optional<Visits> visits(ShopData data) {
    Row row = data.rows(MartTables.FUNNEL_DAILY).agg(sum("sessions"), sum("purchased")).first();
    return row.isNullAt(0)
        ? Optional.empty()
        : Optional.of(new Visits(row.getLong(0), row.getLong(1)));
  }

  @Override
  public List<Node> render(Headline headline, Gallery gallery) {
    Element cards =
        Element.styled("dl", "cards")
            .add(
                card(
                    "Net revenue",
                    headline.sales().map(sales -> Figures.money(sales.net())),
                    "after discounts, refunds and cancellations",
                    "no sales yet"),
                card(
                    "Orders",
                    headline.orders().map(orders -> Figures.count(orders.orders())),
                    "placed, however they ended",
                    "no orders loaded"),
                card(
                    "Average order value",
                    headline.orders().map(orders -> Figures.cents(orders.averageValue())),
                    "of the orders placed, after discounts",
                    "no orders loaded"),
                card(
                    "Customers",
                    some(headline.customers()),
                    headline.users() > 0
                        ? "who ordered, of " + Figures.count(headline.users()) + " users"
                        : "who ordered",
                    "no order of a known customer"),
                card(
                    "Sessions",
                    headline.visits().map(visits -> Figures.count(visits.sessions())),
                    "visits to the shop",
                    "no clickstream loaded"),
                card(
                    "Conversion",
                    headline
                        .visits()
                        .map(
                            visits ->
                                Figures.percent(
                                    Figures.share(visits.purchased(), visits.sessions()))),
                    "of the sessions placed an order",
                    "no clickstream loaded"));
    return List.of(period(headline), cards, definitions());
  }

  private static Element period(Headline headline) {
    return headline
        .sales()
        .map(
            sales ->
                Element.of(
                    "p",
                    "Sales from %s to %s, in the shop's own currency; days are days in UTC. %s was refunded, cancelled or failed."
                        .formatted(
                            Figures.day(sales.first()),
                            Figures.day(sales.last()),
                            Figures.money(sales.reversed()))))
        .orElseGet(() -> Element.of("p", "No sales have been booked yet."));
  }

  private static Optional<String> some(long count) {
    return count == 0 ? Optional.empty() : Optional.of(Figures.count(count));
  }

  private static Element card(
      String name, Optional<String> figure, String meaning, String whyThereIsNone) {
    return Element.of("div")
        .add(
            Element.of("dt", name),
            Element.styled("dd", "value").add(figure.orElse(Figures.NONE)),
            Element.styled("dd", "meaning").add(figure.isPresent() ? meaning : whyThereIsNone));
  }

  private static Element definitions() {
    return Definitions.of()
        .column("Net revenue", MartTables.DAILY_SALES, "net_revenue")
        .term(
            "Orders",
            "different order_id in transactions, with those refunded, cancelled or failed")
        .term(
            "Average order value",
            "the amounts of all order lines (transactions.amount) by the number of orders")
        .term(
            "Customers", "users with at least one order (customer_360); guests are not among them")
        .column("Sessions", MartTables.FUNNEL_DAILY, "sessions")
        .column("Conversion", MartTables.FUNNEL_DAILY, "conversion")
        .toHtml();
  }
}

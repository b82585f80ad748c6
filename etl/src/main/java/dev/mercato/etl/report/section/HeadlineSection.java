package dev.mercato.etl.report.section;

import dev.mercato.core.table.MartTables;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Gallery;
import java.util.List;
import java.util.Optional;

/** The shop in six figures. */
public final class HeadlineSection implements Section<Headline> {

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
    return Headline.of(data);
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

package dev.mercato.etl.report.section;

import dev.mercato.core.table.MartTables;
import dev.mercato.etl.report.section.SalesHistory.Category;
import dev.mercato.page.html.Bar;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Gallery;
import dev.mercato.page.plot.Series;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Sales over time, in all and by category. */
public final class SalesSection implements Section<SalesHistory> {

  @Override
  public String id() {
    return "sales";
  }

  @Override
  public String title() {
    return "Sales over time";
  }

  @Override
  public String absence() {
    return "There are no sales in daily_sales yet: load transactions and build the marts.";
  }

  @Override
  public Optional<SalesHistory> query(ShopData data) {
    return SalesHistory.of(data);
  }

  @Override
  public List<Node> render(SalesHistory history, Gallery gallery) {
    return List.of(
        Element.of("p", extremes(history)),
        SalesPlots.total(history, gallery),
        Element.of("h3", "By category"),
        SalesPlots.categories(history, gallery),
        table(history),
        definitions());
  }

  /** The best piece of the time and the worst, as a sentence. */
  private static String extremes(SalesHistory history) {
    Timeline timeline = history.timeline();
    Series whole = timeline.whole(history.total());
    int best = -1;
    int worst = -1;
    for (int i = 0; i < whole.size(); i++) {
      if (!Double.isNaN(whole.get(i))) {
        best = best < 0 || whole.get(i) > whole.get(best) ? i : best;
        worst = worst < 0 || whole.get(i) < whole.get(worst) ? i : worst;
      }
    }
    if (best == worst) {
      return "Net revenue came to %s in all.".formatted(Figures.money(history.net()));
    }
    String word = timeline.grain().word();
    return "The best %s was %s with a net revenue of %s, the weakest %s with %s."
        .formatted(
            word,
            named(timeline, best),
            Figures.money(BigDecimal.valueOf(whole.get(best))),
            named(timeline, worst),
            Figures.money(BigDecimal.valueOf(whole.get(worst))));
  }

  private static String named(Timeline timeline, int index) {
    LocalDate start = timeline.starts().get(index);
    return switch (timeline.grain()) {
      case DAY -> Figures.day(start);
      case WEEK -> "that from " + Figures.day(start);
      case MONTH -> Figures.month(java.time.YearMonth.from(start));
    };
  }

  private static Element table(SalesHistory history) {
    BigDecimal net = history.net();
    return DataTable.of("Sales by category", history.categories())
        .words("Category", Category::name)
        .figures("Net revenue", category -> Figures.money(category.net()))
        .figures("Share", category -> Figures.percent(Figures.share(category.net(), net)))
        .drawn("", category -> Bar.of(Figures.share(category.net(), net)))
        .figures("Units", category -> Figures.count(category.units()))
        .figures(
            "Refunded",
            category -> Figures.percent(Figures.share(category.refunded(), category.sold())))
        .toHtml();
  }

  private static Element definitions() {
    return Definitions.of()
        .column("Net revenue", MartTables.DAILY_SALES, "net_revenue")
        .term(
            "A refund",
            "is booked on the day it was made, so a day with few sales and many refunds may be below zero")
        .term(
            "Mean",
            "of a day and the six before it, or of a piece and those before it where the period is longer")
        .column("Units", MartTables.DAILY_SALES, "units")
        .term(
            "Refunded",
            "amounts paid back, of the amounts ordered after discounts, both within the period")
        .toHtml();
  }
}

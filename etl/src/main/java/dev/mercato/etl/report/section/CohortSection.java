package dev.mercato.etl.report.section;

import dev.mercato.core.table.MartTables;
import dev.mercato.etl.report.section.Cohorts.Cohort;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Gallery;
import dev.mercato.page.plot.Gallery.KeyEntry;
import dev.mercato.page.plot.Ink;
import dev.mercato.page.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether customers come back: cohorts by the month of their first order. */
public final class CohortSection implements Section<Cohorts> {
  private static final int HEAT_STEPS = 9;

  @Override
  public String id() {
    return "cohorts";
  }

  @Override
  public String title() {
    return "Customers who come back";
  }

  @Override
  public String absence() {
    return "There are no cohorts: no order of a known customer has been loaded.";
  }

  @Override
  public Optional<Cohorts> query(ShopData data) {
    return Cohorts.of(data);
  }

  @Override
  public List<Node> render(Cohorts cohorts, Gallery gallery) {
    Series mean = cohorts.meanRetention();
    List<Node> nodes = new ArrayList<>();
    nodes.add(Element.of("p", summary(cohorts, mean)));
    if (mean.size() > 1) {
      nodes.add(
          gallery.hang(
              RetentionPlot.of(cohorts, mean),
              new KeyEntry(Ink.MUTED, "each cohort"),
              new KeyEntry(Ink.ACCENT, "all cohorts together")));
    }
    nodes.add(heatMap(cohorts));
    nodes.add(definitions());
    return nodes;
  }

  private static String summary(Cohorts cohorts, Series mean) {
    return mean.size() == 0
        ? "No cohort is a whole month old yet, so nobody can have come back."
        : "Of the customers of %d cohorts, %s ordered again in the month after their first order that is loaded."
            .formatted(cohorts.known(1), Figures.percent(mean.get(0)));
  }

  private static Element heatMap(Cohorts cohorts) {
    int most = cohorts.mostMonths();
    double hottest =
        cohorts.cohorts().stream()
            .flatMapToDouble(
                cohort ->
                    IntStream.rangeClosed(1, cohorts.monthsKnown(cohort))
                        .mapToDouble(cohort::retention))
            .max()
            .orElse(0);
    Element head =
        Element.of("tr")
            .add(Element.of("th", "First order").with("scope", "col"))
            .add(Element.styled("th", "figure").with("scope", "col").add("Customers"));
    for (int month = 1; month <= most; month++) {
      head =
          head.add(
              Element.styled("th", "figure").with("scope", "col").add(Integer.toString(month)));
    }
    List<Element> rows = new ArrayList<>();
    for (Cohort cohort : cohorts.cohorts()) {
      rows.add(row(cohorts, cohort, hottest));
    }
    String caption = "Share of each cohort that ordered, by months since the first order";
    return Element.styled("div", "scroll")
        .with("role", "region")
        .with("aria-label", caption)
        .with("tabindex", "0")
        .add(
            Element.styled("table", "heat")
                .add(
                    Element.of("caption", caption),
                    Element.of("thead", head),
                    Element.of("tbody").add(rows)));
  }

  private static Element row(Cohorts cohorts, Cohort cohort, double hottest) {
    Element row =
        Element.of("tr")
            .add(Element.of("th", Figures.month(cohort.month())).with("scope", "row"))
            .add(Element.styled("td", "figure").add(Figures.count(cohort.size())));
    for (int month = 1; month <= cohorts.monthsKnown(cohort); month++) {
      double share = cohort.retention(month);
      int heat = hottest == 0 ? 0 : (int) Math.round(HEAT_STEPS * share / hottest);
      String partial = cohorts.isWhole(cohort, month) ? "" : " partial";
      row =
          row.add(
              Element.styled("td", "figure heat-" + heat + partial)
                  .add(Figures.decimal(100 * share, 1)));
    }
    return row;
  }

  private static Element definitions() {
    return Definitions.of()
        .term(
            "Cohort",
            "customers by the month of their first order that was loaded; who ordered earlier, before what was loaded begins, counts as new")
        .column("Customers", MartTables.COHORT_RETENTION, "cohort_size")
        .term(
            "Shares",
            "per cent of the cohort with at least one order in that calendar month; the curve of all is over the cohorts of which the month is known to its end, large ones weigh more, and ends where fewer than three are left")
        .term("In italics", "the month is not over yet")
        .toHtml();
  }
}

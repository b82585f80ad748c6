package dev.mercato.etl.report.section;

import dev.mercato.core.table.MartTables;
import dev.mercato.etl.report.section.Segments.Segment;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Gallery;
import dev.mercato.page.plot.Gallery.KeyEntry;
import dev.mercato.page.plot.HorizontalBars;
import dev.mercato.page.plot.Ink;
import dev.mercato.page.plot.Plot;
import dev.mercato.page.plot.Scale;
import java.util.List;
import java.util.Optional;

/** The customers in segments: how many there are, and what they bring. */
public final class SegmentsSection implements Section<Segments> {
  @Override
  public String id() {
    return "segments";
  }

  @Override
  public String title() {
    return "Customer segments";
  }

  @Override
  public String absence() {
    return "There are no customers to divide: no order of a known customer has been loaded.";
  }

  @Override
  public Optional<Segments> query(ShopData data) {
    return Optional.of(Segments.of(data)).filter(found -> !found.segments().isEmpty());
  }

  @Override
  public List<Node> render(Segments segments, Gallery gallery) {
    return List.of(
        Element.of("p", summary(segments)),
        gallery.hang(
            plot(segments),
            new KeyEntry(Ink.MUTED, "customers"),
            new KeyEntry(Ink.ACCENT, "lifetime value")),
        table(segments),
        definitions());
  }

  private static String summary(Segments segments) {
    Segment first = segments.segments().get(0);
    return "%s customers ordered in the time that is loaded. %s of them are in the segment %s, with %s of the value."
        .formatted(
            Figures.count(segments.customers()),
            Figures.percent(Figures.share(first.customers(), segments.customers())),
            first.name(),
            Figures.percent(Figures.share(first.value(), segments.value())));
  }

  private static Plot plot(Segments segments) {
    List<HorizontalBars.Row> rows =
        segments.segments().stream()
            .map(
                segment ->
                    new HorizontalBars.Row(
                        segment.name(),
                        List.of(
                            bar(
                                Ink.MUTED,
                                Figures.share(segment.customers(), segments.customers())),
                            bar(Ink.ACCENT, Figures.share(segment.value(), segments.value())))))
            .toList();
    double most =
        rows.stream()
            .flatMap(row -> row.bars().stream())
            .mapToDouble(HorizontalBars.Bar::value)
            .max()
            .orElse(1);
    return HorizontalBars.of(
        "segments",
        "Each segment's share of the customers and of their value",
        "The figures stand in the table below.",
        76,
        Scale.shares(most),
        rows);
  }

  private static HorizontalBars.Bar bar(Ink ink, double share) {
    double shown = Double.isFinite(share) ? Math.max(0, share) : 0;
    return new HorizontalBars.Bar(ink, shown, Figures.percent(share));
  }

  private static Element table(Segments segments) {
    return DataTable.of("Segments", segments.segments())
        .words("Segment", Segment::name)
        .figures("Customers", segment -> Figures.count(segment.customers()))
        .figures("Lifetime value", segment -> Figures.money(segment.value()))
        .figures(
            "A customer",
            segment -> Figures.decimal(segment.value().doubleValue() / segment.customers(), 2))
        .figures("Orders", segment -> Figures.decimal(segment.orders(), 1))
        .figures("Days since the last", segment -> Figures.decimal(segment.recency(), 0))
        .toHtml();
  }

  private static Element definitions() {
    return Definitions.of()
        .column("Segment", MartTables.CUSTOMER_360, "segment")
        .column("RFM score", MartTables.CUSTOMER_360, "rfm_score")
        .column("Lifetime value", MartTables.CUSTOMER_360, "lifetime_value")
        .term("A customer", "the mean lifetime value of the segment's customers")
        .term("Orders", "the mean number of orders placed")
        .term(
            "Days since the last",
            "the mean number of days from the last order to the last loaded day")
        .toHtml();
  }
}

package dev.mercato.etl.report.section;

import dev.mercato.core.table.MartTables;
import dev.mercato.page.html.Bar;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Frame;
import dev.mercato.page.plot.Gallery;
import dev.mercato.page.plot.Gallery.KeyEntry;
import dev.mercato.page.plot.Ink;
import dev.mercato.page.plot.Mark;
import dev.mercato.page.plot.Note;
import dev.mercato.page.plot.Plot;
import dev.mercato.page.plot.Scale;
import dev.mercato.page.plot.Series;
import java.util.List;
import java.util.Optional;

/** How much of the value comes from how few customers. */
public final class ConcentrationSection implements Section<Concentration> {
  private static final double TOP_FIFTH = 0.2;
  private static final List<Double> TOPS = List.of(0.01, 0.05, 0.1, TOP_FIFTH, 0.5);

  @Override
  public String id() {
    return "concentration";
  }

  @Override
  public String title() {
    return "Concentration of value";
  }

  @Override
  public String absence() {
    return "There is no customer value to share out: no order of a known customer has been loaded.";
  }

  @Override
  public Optional<Concentration> query(ShopData data) {
    return Concentration.of(data);
  }

  @Override
  public List<Node> render(Concentration concentration, Gallery gallery) {
    return List.of(
        Element.of("p", summary(concentration)),
        gallery.hang(
            plot(concentration),
            new KeyEntry(Ink.ACCENT, "this shop"),
            new KeyEntry(Ink.MUTED, "if all customers were worth the same")),
        table(concentration),
        definitions());
  }

  private static String summary(Concentration concentration) {
    return "The most valuable fifth of %s customers brings %s of the lifetime value of %s."
        .formatted(
            Figures.count(concentration.customers()),
            Figures.percent(concentration.valueOfTop(TOP_FIFTH)),
            Figures.money(concentration.value()));
  }

  private static Plot plot(Concentration concentration) {
    double fifth = concentration.valueOfTop(TOP_FIFTH);
    return Plot.of(
            "concentration",
            "Share of value that a share of the customers brings, the most valuable first",
            summary(concentration),
            List.of(Frame.wide(320, 58, 24), Frame.narrow(280, 48, 18)),
            Scale.shares(1),
            Scale.shares(1))
        .with(new Mark.Line(Ink.MUTED, 1.4f, Series.of(0, 1), Series.of(0, 1)))
        .with(new Mark.Line(Ink.WARM, 1.2f, Series.of(TOP_FIFTH, TOP_FIFTH), Series.of(0, fifth)))
        .with(
            new Mark.Line(
                Ink.ACCENT, 2.4f, concentration.customerShares(), concentration.valueShares()))
        .with(
            new Note(
                TOP_FIFTH,
                fifth,
                8,
                16,
                Note.Anchor.START,
                "20 % of customers: " + Figures.percent(fifth)));
  }

  private static Element table(Concentration concentration) {
    return DataTable.of("Share of value", TOPS)
        .words("Most valuable customers", top -> Figures.decimal(100 * top, 0) + " %")
        .figures("Share of value", top -> Figures.percent(concentration.valueOfTop(top)))
        .drawn("", top -> Bar.of(concentration.valueOfTop(top)))
        .toHtml();
  }

  private static Element definitions() {
    return Definitions.of()
        .column("Value", MartTables.CUSTOMER_360, "lifetime_value")
        .term(
            "Customers",
            "those who ever ordered, in the order of their value; users who never ordered are not among them")
        .term(
            "Between the points",
            "that were counted, about twenty, the curve is taken to be straight")
        .toHtml();
  }
}

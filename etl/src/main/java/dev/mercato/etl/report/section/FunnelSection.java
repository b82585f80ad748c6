package dev.mercato.etl.report.section;

import dev.mercato.core.table.MartTables;
import dev.mercato.etl.report.section.Funnel.Reached;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Frame;
import dev.mercato.page.plot.Gallery;
import dev.mercato.page.plot.Gallery.KeyEntry;
import dev.mercato.page.plot.HorizontalBars;
import dev.mercato.page.plot.Ink;
import dev.mercato.page.plot.Mark;
import dev.mercato.page.plot.Plot;
import dev.mercato.page.plot.Scale;
import dev.mercato.page.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far visits go, step by step. */
public final class FunnelSection implements Section<Funnel> {
  private static final List<String> STEPS =
      List.of("All sessions", "Viewed a product", "Put one in cart", "Checked out", "Bought");

  @Override
  public String id() {
    return "funnel";
  }

  @Override
  public String title() {
    return "From visit to order";
  }

  @Override
  public String absence() {
    return "No clickstream has been loaded, so what visitors did before they ordered is not known.";
  }

  @Override
  public Optional<Funnel> query(ShopData data) {
    return Funnel.of(data);
  }

  @Override
  public List<Node> render(Funnel funnel, Gallery gallery) {
    return List.of(
        Element.of("p", summary(funnel.all())),
        gallery.hang(steps(funnel.all())),
        conversion(funnel, gallery),
        devices(funnel),
        definitions());
  }

  private static String summary(Reached all) {
    String summary =
        "Of %s sessions, %s put something into the cart and %s placed an order."
            .formatted(
                Figures.count(all.sessions()),
                Figures.count(all.carted()),
                Figures.count(all.bought()));
    return all.carted() < all.bought() || all.carted() == 0
        ? summary
        : summary
            + " Cart abandonment is %s."
                .formatted(Figures.percent(1 - Figures.share(all.bought(), all.carted())));
  }

  private static Plot steps(Reached all) {
    List<HorizontalBars.Row> rows = new ArrayList<>();
    for (int i = 0; i < STEPS.size(); i++) {
      double share = Figures.share(all.steps().get(i), all.sessions());
      rows.add(
          new HorizontalBars.Row(
              STEPS.get(i),
              List.of(new HorizontalBars.Bar(Ink.ACCENT, share, Figures.percent(share)))));
    }
    return HorizontalBars.of(
        "funnel",
        "Sessions that reached each step, of all sessions",
        summary(all),
        122,
        Scale.shares(1),
        rows);
  }

  private static Element conversion(Funnel funnel, Gallery gallery) {
    Timeline timeline = funnel.timeline();
    Series values = timeline.whole(funnel.conversion());
    String word = timeline.grain().word();
    return gallery.hang(
        Plot.of(
                "conversion",
                "Conversion a " + word,
                "Sessions that placed an order, of all sessions.",
                List.of(Frame.wide(220, 58, 16), Frame.narrow(200, 58, 16)),
                timeline.scale(),
                Scale.shares(values.most()))
            .with(new Mark.Line(Ink.SOFT, 1.2f, timeline.positions(), values))
            .with(new Mark.Line(Ink.ACCENT, 2.4f, timeline.positions(), timeline.mean(values))),
        new KeyEntry(Ink.SOFT, "each " + word),
        new KeyEntry(Ink.ACCENT, timeline.grain().meanName()));
  }

  private static Element devices(Funnel funnel) {
    List<Reached> rows = new ArrayList<>(funnel.devices());
    rows.add(funnel.all());
    return DataTable.of("Sessions by device", rows)
        .words("Device", Reached::name)
        .figures("Sessions", row -> Figures.count(row.sessions()))
        .figures("Viewed", row -> Figures.percent(Figures.share(row.viewed(), row.sessions())))
        .figures("Cart", row -> Figures.percent(Figures.share(row.carted(), row.sessions())))
        .figures(
            "Checkout", row -> Figures.percent(Figures.share(row.checkedOut(), row.sessions())))
        .figures("Bought", row -> Figures.count(row.bought()))
        .figures("Conversion", row -> Figures.percent(Figures.share(row.bought(), row.sessions())))
        .toHtml();
  }

  private static Element definitions() {
    return Definitions.of()
        .column("Sessions", MartTables.FUNNEL_DAILY, "sessions")
        .column("Viewed", MartTables.FUNNEL_DAILY, "viewed")
        .column("Cart", MartTables.FUNNEL_DAILY, "carted")
        .column("Checkout", MartTables.FUNNEL_DAILY, "checked_out")
        .column("Bought", MartTables.FUNNEL_DAILY, "purchased")
        .term("Cart abandonment", "1 - sessions that bought / sessions with a cart")
        .term("Shares", "of all sessions, whether or not they took the steps before")
        .toHtml();
  }
}

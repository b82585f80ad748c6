package dev.mercato.etl.report.section;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;

import dev.mercato.core.table.MartTables;
import dev.mercato.etl.report.html.DataTable;
import dev.mercato.etl.report.html.Element;
import dev.mercato.etl.report.html.Figures;
import dev.mercato.etl.report.html.Node;
import dev.mercato.etl.report.plot.Frame;
import dev.mercato.etl.report.plot.Gallery;
import dev.mercato.etl.report.plot.Gallery.KeyEntry;
import dev.mercato.etl.report.plot.HorizontalBars;
import dev.mercato.etl.report.plot.Ink;
import dev.mercato.etl.report.plot.Mark;
import dev.mercato.etl.report.plot.Plot;
import dev.mercato.etl.report.plot.Scale;
import dev.mercato.etl.report.plot.Series;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How far visits go, step by step. */
public final class FunnelSection implements Section<FunnelSection.Funnel> {
  private static final int MOST_DEVICES = 8;
  private static final List<String> STEPS =
      List.of("All sessions", "Viewed a product", "Put one in cart", "Checked out", "Bought");

  /** Visits, and how many of them reached each step. */
  record Reached(
      String name, long sessions, long viewed, long carted, long checkedOut, long bought) {
    private List<Long> steps() {
      return List.of(sessions, viewed, carted, checkedOut, bought);
    }
  }

  /**
   * The funnel.
   *
   * @param conversion the share of sessions that bought, piece by piece
   */
  record Funnel(Reached all, List<Reached> devices, Timeline timeline, Series conversion) {}

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
    Dataset<Row> funnel = data.rows(MartTables.FUNNEL_DAILY);
    Row all =
        funnel
            .agg(
                unix_date(min("day")),
                unix_date(max("day")),
                sum("sessions"),
                sum("viewed"),
                sum("carted"),
                sum("checked_out"),
                sum("purchased"))
            .first();
    if (all.isNullAt(0)) {
      return Optional.empty();
    }
    Timeline timeline =
        Timeline.of(LocalDate.ofEpochDay(all.getInt(0)), LocalDate.ofEpochDay(all.getInt(1)));
    return Optional.of(
        new Funnel(
            reached("all", all, 2), devices(funnel), timeline, conversion(funnel, timeline)));
  }

  private static List<Reached> devices(Dataset<Row> funnel) {
    return funnel
        .groupBy("device")
        .agg(
            sum("sessions").as("sessions"),
            sum("viewed"),
            sum("carted"),
            sum("checked_out"),
            sum("purchased"))
        .orderBy(col("sessions").desc(), col("device"))
        .limit(MOST_DEVICES)
        .collectAsList()
        .stream()
        .map(row -> reached(row.getString(0), row, 1))
        .toList();
  }

  private static Reached reached(String name, Row row, int from) {
    return new Reached(
        name,
        row.getLong(from),
        row.getLong(from + 1),
        row.getLong(from + 2),
        row.getLong(from + 3),
        row.getLong(from + 4));
  }

  private static Series conversion(Dataset<Row> funnel, Timeline timeline) {
    double[] conversion = timeline.zeros();
    Arrays.fill(conversion, Double.NaN);
    funnel
        .groupBy(timeline.pieceOf(col("day")))
        .agg(sum("sessions"), sum("purchased"))
        .collectAsList()
        .forEach(
            row ->
                conversion[timeline.index(row.getInt(0))] =
                    Figures.share(row.getLong(2), row.getLong(1)));
    return Series.of(conversion);
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

package dev.mercato.etl.report.section;

import dev.mercato.etl.report.section.SalesHistory.Category;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.plot.Frame;
import dev.mercato.page.plot.Gallery;
import dev.mercato.page.plot.Gallery.KeyEntry;
import dev.mercato.page.plot.Ink;
import dev.mercato.page.plot.Mark;
import dev.mercato.page.plot.Note;
import dev.mercato.page.plot.Plot;
import dev.mercato.page.plot.Scale;
import dev.mercato.page.plot.Series;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** The plots of sales over time. */
final class SalesPlots {
  private static final int LEFT = 58;
  private static final int RIGHT = 16;

  private SalesPlots() {}

  /** Net revenue in all: each piece, and the mean that smooths it. */
  static Element total(SalesHistory history, Gallery gallery) {
    Timeline timeline = history.timeline();
    Series values = timeline.whole(history.total());
    Series mean = timeline.mean(values);
    String word = timeline.grain().word();
    Plot plot =
        Plot.of(
                "sales",
                "Net revenue a " + word,
                "From %s to %s."
                    .formatted(Figures.day(timeline.first()), Figures.day(timeline.last())),
                List.of(Frame.wide(300, LEFT, RIGHT), Frame.narrow(240, LEFT, RIGHT)),
                timeline.scale(),
                Scale.amounts(values.least(), values.most()))
            .with(new Mark.Line(Ink.SOFT, 1.2f, timeline.positions(), values))
            .with(new Mark.Line(Ink.ACCENT, 2.4f, timeline.positions(), mean));
    return gallery.hang(
        withPeak(plot, timeline, values),
        new KeyEntry(Ink.SOFT, "each " + word),
        new KeyEntry(Ink.ACCENT, timeline.grain().meanName()));
  }

  private static Plot withPeak(Plot plot, Timeline timeline, Series values) {
    int peak = -1;
    for (int i = 0; i < values.size(); i++) {
      peak =
          !Double.isNaN(values.get(i)) && (peak < 0 || values.get(i) > values.get(peak)) ? i : peak;
    }
    if (peak < 0) {
      return plot;
    }
    String text =
        peakName(timeline.grain(), timeline.starts().get(peak))
            + ": "
            + Figures.money(BigDecimal.valueOf(values.get(peak)));
    boolean left = peak < values.size() / 2;
    return plot.with(
        new Note(
            timeline.positions().get(peak),
            values.get(peak),
            left ? 6 : -6,
            4,
            left ? Note.Anchor.START : Note.Anchor.END,
            text));
  }

  private static String peakName(Timeline.Grain grain, LocalDate start) {
    return switch (grain) {
      case DAY -> Figures.shortDay(start);
      case WEEK -> "week from " + Figures.day(start);
      case MONTH -> Figures.month(YearMonth.from(start));
    };
  }

  /** One small plot a category, all on the same scale, so that their sizes compare. */
  static Element categories(SalesHistory history, Gallery gallery) {
    Timeline timeline = history.timeline();
    List<Series> means = new ArrayList<>();
    for (Category category : history.categories()) {
      Series whole = timeline.whole(category.series());
      Series mean = timeline.mean(whole);
      means.add(mean.present().findAny().isEmpty() ? whole : mean);
    }
    Scale y =
        Scale.amounts(
            means.stream().mapToDouble(Series::least).min().orElse(0),
            means.stream().mapToDouble(Series::most).max().orElse(1));
    Element grid = Element.styled("div", "small-multiples");
    for (int i = 0; i < means.size(); i++) {
      String name = history.categories().get(i).name();
      Plot plot =
          Plot.of(
                  "sales-category-" + (i + 1),
                  name,
                  "Net revenue a %s, %s."
                      .formatted(timeline.grain().word(), timeline.grain().meanName()),
                  List.of(Frame.small()),
                  timeline.scale(),
                  y)
              .with(new Mark.Line(Ink.ACCENT, 1.6f, timeline.positions(), means.get(i)));
      grid = grid.add(gallery.hang(plot));
    }
    return Element.of("div")
        .add(
            Element.of(
                "p",
                "Net revenue a %s by category, %s; every plot has the same scale."
                    .formatted(timeline.grain().word(), timeline.grain().meanName())),
            grid);
  }
}

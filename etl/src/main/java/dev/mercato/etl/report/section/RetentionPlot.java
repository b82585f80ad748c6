package dev.mercato.etl.report.section;

import dev.mercato.page.html.Figures;
import dev.mercato.page.plot.Frame;
import dev.mercato.page.plot.Ink;
import dev.mercato.page.plot.Mark;
import dev.mercato.page.plot.Note;
import dev.mercato.page.plot.Plot;
import dev.mercato.page.plot.Scale;
import dev.mercato.page.plot.Series;
import dev.mercato.page.plot.Tick;
import java.util.List;
import java.util.stream.IntStream;

/** The plot of who comes back: a thin line for each cohort, a thick one for all. */
final class RetentionPlot {
  private RetentionPlot() {}

  /**
   * The plot.
   *
   * @param all the retention of all cohorts together from month 1 on, of two months at least
   */
  static Plot of(Cohorts cohorts, Series all) {
    List<Series> curves = cohorts.cohorts().stream().map(cohorts::retention).toList();
    int longest = curves.stream().mapToInt(Series::size).max().orElse(all.size());
    int last = all.size() - 1;
    Plot plot =
        Plot.of(
            "retention",
            "Customers who order again, by months since their first order",
            "All cohorts together: from %s after one month to %s after %d."
                .formatted(Figures.percent(all.get(0)), Figures.percent(all.get(last)), last + 1),
            List.of(Frame.wide(250, 58, 60), Frame.narrow(220, 48, 54)),
            Scale.plain(1, longest, ticks(longest)),
            Scale.shares(curves.stream().mapToDouble(Series::most).max().orElse(0)));
    for (Series curve : curves) {
      plot = plot.with(line(Ink.MUTED, 1f, curve));
    }
    return plot.with(line(Ink.ACCENT, 2.4f, all))
        .with(
            new Note(
                last + 1,
                all.get(last),
                0,
                -10,
                Note.Anchor.MIDDLE,
                Figures.percent(all.get(last))));
  }

  private static List<Tick> ticks(int longest) {
    return IntStream.rangeClosed(1, longest)
        .mapToObj(month -> new Tick(month, Integer.toString(month)))
        .toList();
  }

  private static Mark.Line line(Ink ink, float width, Series shares) {
    double[] months = IntStream.rangeClosed(1, shares.size()).asDoubleStream().toArray();
    return new Mark.Line(ink, width, Series.of(months), shares);
  }
}

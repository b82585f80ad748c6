package dev.mercato.page.plot;

import java.util.ArrayList;
import java.util.List;

/** Plots of lying bars: one row a name, one or more bars in it, each with its figure at its end. */
public final class HorizontalBars {
  private static final int ROW_MARGIN = 10;
  private static final int BAR_HEIGHT = 18;
  private static final int VERTICAL_MARGINS = 42;
  private static final double GAP = 0.14;

  private HorizontalBars() {}

  /** One bar. */
  public record Bar(Ink ink, double value, String figure) {}

  /** One row. */
  public record Row(String label, List<Bar> bars) {
    public Row {
      bars = List.copyOf(bars);
    }
  }

  /**
   * A plot of rows, the first on top.
   *
   * @param rows at least one, all with as many bars
   * @param left room for the labels, in pixels
   */
  public static Plot of(
      String name, String title, String description, int left, Scale values, List<Row> rows) {
    int bars = rows.get(0).bars().size();
    int height = rows.size() * (bars * BAR_HEIGHT + ROW_MARGIN) + VERTICAL_MARGINS;
    List<Tick> labels = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      labels.add(new Tick(rows.size() - 1 - i, rows.get(i).label()));
    }
    Plot plot =
        Plot.of(
            name,
            title,
            description,
            List.of(paper(Frame.wide(height, left, 64)), paper(Frame.narrow(height, left, 58))),
            new Scale(values.low(), values.high(), values.ticks(), true),
            Scale.plain(-0.5, rows.size() - 0.5, labels));
    for (int i = 0; i < rows.size(); i++) {
      plot = withRow(plot, rows.get(i), rows.size() - 1 - i);
    }
    return plot;
  }

  /** Bars need no room above them. */
  private static Frame paper(Frame frame) {
    return new Frame(
        frame.styleClass(), frame.width(), frame.height(), frame.left(), frame.right(), 6, 28);
  }

  private static Plot withRow(Plot plot, Row row, double middle) {
    double thickness = (1 - 2 * GAP) / row.bars().size();
    double top = middle + 0.5 - GAP;
    Plot drawn = plot;
    for (Bar bar : row.bars()) {
      drawn =
          drawn
              .with(Mark.Area.box(bar.ink(), 0, bar.value(), top - thickness, top))
              .with(
                  new Note(
                      bar.value(), top - thickness / 2, 6, 4, Note.Anchor.START, bar.figure()));
      top -= thickness;
    }
    return drawn;
  }
}

package dev.mercato.page.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws a plot's grid and marks with XChart, over the whole of a frame's inner part.
 *
 * <p>XChart is asked for no words: it would turn them into outlines of glyphs, which no reader can
 * select, enlarge or hear, and for which it needs fonts that a server may not have.
 */
final class MarkPainter {
  private static final Color NOTHING = new Color(255, 255, 255, 0);
  private static final float HAIRLINE = 1f;

  /** No plot is that wide: XChart then measures no labels, and needs no fonts. */
  private static final int NO_TICKS = 1_000_000;

  private MarkPainter() {}

  /** Paints with the inner part's left upper corner at the origin. */
  static void paint(Plot plot, Frame frame, Graphics2D graphics) {
    XYChart chart = new XYChart(frame.innerWidth(), frame.innerHeight());
    style(chart.getStyler(), plot);
    grid(chart, plot);
    for (Mark mark : plot.marks()) {
      draw(chart, mark);
    }
    chart.paint(graphics, frame.innerWidth(), frame.innerHeight());
  }

  private static void style(XYStyler styler, Plot plot) {
    styler.setChartPadding(0).setLegendVisible(false).setChartTitleVisible(false);
    styler.setChartBackgroundColor(NOTHING).setPlotBackgroundColor(NOTHING);
    styler.setPlotContentSize(1).setPlotBorderVisible(false);
    styler.setAxisTicksVisible(false).setAxisTitlesVisible(false);
    styler.setAxisTitlePadding(0).setAxisTickPadding(0).setAxisTickMarkLength(0).setPlotMargin(0);
    styler.setPlotGridLinesVisible(false).setPlotTicksMarksVisible(false);
    styler.setXAxisTickMarkSpacingHint(NO_TICKS).setYAxisTickMarkSpacingHint(NO_TICKS);
    styler.setXAxisMin(plot.x().low()).setXAxisMax(plot.x().high());
    styler.setYAxisMin(plot.y().low()).setYAxisMax(plot.y().high());
  }

  private static void grid(XYChart chart, Plot plot) {
    Scale x = plot.x();
    Scale y = plot.y();
    for (Tick tick : y.grid() ? y.ticks() : java.util.List.<Tick>of()) {
      Ink ink = tick.position() == 0 ? Ink.BASELINE : Ink.GRID;
      draw(chart, line(ink, x.low(), x.high(), tick.position(), tick.position()));
    }
    for (Tick tick : x.grid() ? x.ticks() : java.util.List.<Tick>of()) {
      Ink ink = tick.position() == 0 ? Ink.BASELINE : Ink.GRID;
      draw(chart, line(ink, tick.position(), tick.position(), y.low(), y.high()));
    }
  }

  private static Mark.Line line(Ink ink, double fromX, double toX, double fromY, double toY) {
    return new Mark.Line(ink, HAIRLINE, Series.of(fromX, toX), Series.of(fromY, toY));
  }

  private static void draw(XYChart chart, Mark mark) {
    String name = "mark " + chart.getSeriesMap().size();
    if (mark instanceof Mark.Line line) {
      if (line.y().present().count() > 1) {
        XYSeries series = chart.addSeries(name, line.x().toArray(), line.y().toArray());
        series.setMarker(SeriesMarkers.NONE).setLineColor(line.ink().color());
        series.setLineStyle(
            new BasicStroke(line.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      }
    } else if (mark instanceof Mark.Area area) {
      XYSeries series = chart.addSeries(name, area.x().toArray(), area.y().toArray());
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
      series.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE);
      series.setFillColor(area.ink().color());
    }
  }
}

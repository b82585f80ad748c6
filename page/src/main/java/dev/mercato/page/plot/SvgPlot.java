package dev.mercato.page.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.intermediate.commands.Command;
import de.erichseifert.vectorgraphics2d.intermediate.commands.DrawShapeCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.FillShapeCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetColorCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetStrokeCommand;
import dev.mercato.page.html.Element;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plot as inline SVG: XChart's marks as paths of style classes, so that they follow the page's
 * colours, and words as text.
 */
final class SvgPlot {
  private final List<Element> paths = new ArrayList<>();
  private Optional<Ink> ink = Optional.empty();
  private float strokeWidth = 1;

  /** The line that is being drawn, and what with. */
  private final PathData line = new PathData();

  private Optional<Ink> lineInk = Optional.empty();
  private float lineWidth = 1;

  private SvgPlot() {}

  /** Draws a plot on one of its frames. */
  static Element draw(Plot plot, Frame frame) {
    Element words = Element.styled("g", "words");
    for (Words piece : Words.of(plot, frame)) {
      words =
          words.add(
              Element.of("text", piece.text())
                  .with("x", PathData.number(piece.x()))
                  .with("y", PathData.number(piece.y()))
                  .with("text-anchor", piece.anchor().svg()));
    }
    return Element.styled("svg", "plot " + frame.styleClass())
        .with("viewBox", "0 0 %d %d".formatted(frame.width(), frame.height()))
        .with("role", "img")
        .with("aria-label", plot.title() + ". " + plot.description())
        .add(
            Element.of("g")
                .with("transform", "translate(%d %d)".formatted(frame.left(), frame.top()))
                .add(new SvgPlot().marks(plot, frame)),
            words);
  }

  private List<Element> marks(Plot plot, Frame frame) {
    VectorGraphics2D graphics = new VectorGraphics2D();
    MarkPainter.paint(plot, frame, graphics);
    for (Command<?> command : graphics.getCommands()) {
      take(command);
    }
    endLine();
    return paths;
  }

  /** What draws; hints and clips are of no use here. */
  private void take(Command<?> command) {
    if (command instanceof SetColorCommand color) {
      Color value = color.getValue();
      ink = Ink.of(value);
    } else if (command instanceof SetStrokeCommand stroke
        && stroke.getValue() instanceof BasicStroke basic) {
      strokeWidth = basic.getLineWidth();
    } else if (command instanceof DrawShapeCommand draw) {
      draw(draw.getValue());
    } else if (command instanceof FillShapeCommand fill) {
      endLine();
      ink.ifPresent(filling -> fill(filling, fill.getValue()));
    }
  }

  private void fill(Ink filling, Shape shape) {
    PathData path = new PathData();
    path.append(shape);
    paths.add(Element.styled("path", filling.fillClass()).with("d", path.take()));
  }

  /**
   * XChart draws a line piece by piece, and takes up the ink of markers that are not there between
   * them; here the pieces are one path.
   */
  private void draw(Shape piece) {
    if (!ink.equals(lineInk) || strokeWidth != lineWidth) {
      endLine();
      lineInk = ink;
      lineWidth = strokeWidth;
    }
    line.append(piece);
  }

  private void endLine() {
    String data = line.take();
    if (lineInk.isPresent() && !data.isEmpty()) {
      paths.add(
          Element.styled("path", lineInk.get().strokeClass())
              .with("stroke-width", PathData.number(lineWidth))
              .with("d", data));
    }
  }
}

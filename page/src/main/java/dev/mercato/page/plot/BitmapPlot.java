package dev.mercato.page.plot;

import dev.mercato.page.plot.Gallery.KeyEntry;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A plot as a PNG file with its title, at twice the resolution of its frame. */
final class BitmapPlot {
  private static final int RESOLUTION = 2;
  private static final int TITLE_HEIGHT = 30;
  private static final int TITLE_LEFT = 8;
  private static final int TITLE_BASE = 20;
  private static final int KEY_HEIGHT = 18;
  private static final int KEY_BASE = 40;
  private static final int KEY_GAP = 20;
  private static final int SWATCH = 9;
  private static final Font LABELS = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);

  private BitmapPlot() {}

  /** Draws a plot on the first of its frames; needs fonts on this machine. */
  static byte[] draw(Plot plot, List<KeyEntry> key) {
    Frame frame = plot.frames().get(0);
    BufferedImage image =
        new BufferedImage(
            frame.width() * RESOLUTION,
            (frame.height() + above(key)) * RESOLUTION,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(RESOLUTION, RESOLUTION);
      paint(plot, key, frame, graphics);
    } finally {
      graphics.dispose();
    }
    return encoded(image);
  }

  private static void paint(Plot plot, List<KeyEntry> key, Frame frame, Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.BLACK);
    graphics.setFont(TITLE);
    graphics.drawString(plot.title(), TITLE_LEFT, TITLE_BASE);
    paint(key, graphics);
    graphics.translate(0, above(key));
    AffineTransform paper = graphics.getTransform();
    graphics.translate(frame.left(), frame.top());
    MarkPainter.paint(plot, frame, graphics);
    graphics.setTransform(paper);
    graphics.setClip(null);
    graphics.setColor(Ink.TEXT.color());
    graphics.setFont(LABELS);
    FontMetrics metrics = graphics.getFontMetrics();
    for (Words words : Words.of(plot, frame)) {
      double width = metrics.stringWidth(words.text());
      double left =
          switch (words.anchor()) {
            case START -> words.x();
            case MIDDLE -> words.x() - width / 2;
            case END -> words.x() - width;
          };
      graphics.drawString(words.text(), (float) left, (float) words.y());
    }
  }

  /** The height of the title and the key. */
  private static int above(List<KeyEntry> key) {
    return TITLE_HEIGHT + (key.isEmpty() ? 0 : KEY_HEIGHT);
  }

  private static void paint(List<KeyEntry> key, Graphics2D graphics) {
    graphics.setFont(LABELS);
    int left = TITLE_LEFT;
    for (KeyEntry entry : key) {
      graphics.setColor(entry.ink().color());
      graphics.fillRect(left, KEY_BASE - SWATCH, SWATCH, SWATCH);
      graphics.setColor(Ink.TEXT.color());
      graphics.drawString(entry.meaning(), left + SWATCH + KEY_GAP / 4, KEY_BASE);
      left += SWATCH + KEY_GAP + graphics.getFontMetrics().stringWidth(entry.meaning());
    }
  }

  private static byte[] encoded(BufferedImage image) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

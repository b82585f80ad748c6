package dev.mercato.page.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * One piece of text on a plot's paper, in pixels from its left upper corner.
 *
 * @param y the text's base line
 */
record Words(double x, double y, Note.Anchor anchor, String text) {
  private static final int BELOW_AXIS = 18;
  private static final int BESIDE_AXIS = 8;
  private static final int HALF_HEIGHT = 4;

  /** What a character takes at the plots' size of text, generously. */
  private static final double CHARACTER = 7.2;

  /** All text of a plot: the ticks' labels, then the notes. */
  static List<Words> of(Plot plot, Frame frame) {
    List<Words> all = new ArrayList<>();
    for (Tick tick : fitting(plot.x(), frame)) {
      double x = frame.x(plot.x(), tick.position());
      all.add(
          new Words(
              x,
              frame.height() - frame.bottom() + BELOW_AXIS,
              anchor(x, tick, frame),
              tick.label()));
    }
    for (Tick tick : plot.y().ticks()) {
      double y = frame.y(plot.y(), tick.position());
      all.add(
          new Words(
              frame.left() - BESIDE_AXIS,
              y + HALF_HEIGHT,
              Note.Anchor.END,
              shortened(tick.label(), frame.left() - BESIDE_AXIS)));
    }
    for (Note note : plot.notes()) {
      all.add(
          new Words(
              frame.x(plot.x(), note.x()) + note.dx(),
              frame.y(plot.y(), note.y()) + note.dy(),
              note.anchor(),
              note.text()));
    }
    return all;
  }

  /** Centred at its tick, but kept on the paper. */
  private static Note.Anchor anchor(double x, Tick tick, Frame frame) {
    double half = tick.label().length() * CHARACTER / 2;
    if (x + half > frame.width()) {
      return Note.Anchor.END;
    }
    return x - half < 0 ? Note.Anchor.START : Note.Anchor.MIDDLE;
  }

  /** Every tick, or every second, third... so that their labels do not touch. */
  private static List<Tick> fitting(Scale scale, Frame frame) {
    List<Tick> ticks = scale.ticks();
    if (ticks.size() < 2) {
      return ticks;
    }
    double widest =
        ticks.stream().mapToInt(tick -> tick.label().length()).max().orElse(0) * CHARACTER + 10;
    double apart =
        frame.x(scale, ticks.get(1).position()) - frame.x(scale, ticks.get(0).position());
    int every = Math.max(1, (int) Math.ceil(widest / apart));
    List<Tick> kept = new ArrayList<>();
    for (int i = 0; i < ticks.size(); i += every) {
      kept.add(ticks.get(i));
    }
    return kept;
  }

  private static String shortened(String label, double width) {
    int most = Math.max(4, (int) (width / CHARACTER) + 1);
    return label.length() <= most ? label : label.substring(0, most - 1).strip() + "…";
  }
}

package dev.mercato.page.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * What a plot shows, without how it is drawn.
 *
 * @param name the name of its file, without an ending
 * @param title what is plotted, with its unit
 * @param description what there is to see, in a sentence, for those who cannot see it
 * @param frames the papers it is drawn on; the first is also that of the bitmap
 */
public record Plot(
    String name,
    String title,
    String description,
    List<Frame> frames,
    Scale x,
    Scale y,
    List<Mark> marks,
    List<Note> notes) {

  public Plot {
    frames = List.copyOf(frames);
    marks = List.copyOf(marks);
    notes = List.copyOf(notes);
  }

  /** A plot with nothing on it yet. */
  public static Plot of(
      String name, String title, String description, List<Frame> frames, Scale x, Scale y) {
    return new Plot(name, title, description, frames, x, y, List.of(), List.of());
  }

  /** With a mark more, drawn over those before it. */
  public Plot with(Mark mark) {
    List<Mark> more = new ArrayList<>(marks);
    more.add(mark);
    return new Plot(name, title, description, frames, x, y, more, notes);
  }

  /** With a note more. */
  public Plot with(Note note) {
    List<Note> more = new ArrayList<>(notes);
    more.add(note);
    return new Plot(name, title, description, frames, x, y, marks, more);
  }
}

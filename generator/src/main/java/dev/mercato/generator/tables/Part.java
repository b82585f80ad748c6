package dev.mercato.generator.tables;

import dev.mercato.simulator.UserRange;
import dev.mercato.simulator.Window;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * What one task makes of a table: the rows of some users on some days.
 *
 * @param from the first day
 * @param to the last day, included
 * @param firstUser the first user's id
 * @param lastUser the last user's id, included
 */
public record Part(LocalDate from, LocalDate to, long firstUser, long lastUser)
    implements Serializable {

  static Part of(Window window, UserRange users) {
    return new Part(window.from(), window.to(), users.first(), users.last());
  }

  /** The days. */
  public Window window() {
    return new Window(from, to);
  }

  /** The users. */
  public UserRange users() {
    return new UserRange(firstUser, lastUser);
  }
}

package dev.mercato.simulator;

import java.io.Serializable;

/**
 * Users by id.
 *
 * @param first the first id, from 1 on
 * @param last the last id, included; {@code first - 1} for none
 */
public record UserRange(long first, long last) implements Serializable {

  public UserRange {
    if (first < 1 || last < first - 1 || last > Ids.MAX_USER) {
      throw new IllegalArgumentException(
          "Cannot look at users " + first + " to " + last + ": ids go from 1 to " + Ids.MAX_USER);
    }
  }

  /** Whether a user is in the range. */
  public boolean contains(long user) {
    return user >= first && user <= last;
  }
}

package dev.mercato.ml.time;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The moment that divides what a model knows from what it is asked: midnight in UTC at the start of
 * a day.
 *
 * @param day the first day that is not known
 */
public record Cut(LocalDate day) {

  /** The first moment that is not known. */
  public Timestamp at() {
    return Timestamp.from(day.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  /** The cut so many days later, or earlier. */
  public Cut plusDays(int days) {
    return new Cut(day.plusDays(days));
  }

  @Override
  public String toString() {
    return day.toString();
  }
}

package dev.mercato.ml.model;

import java.time.LocalDate;

/**
 * What a model has learnt from and was tested on.
 *
 * @param firstDay the first day of its history, as yyyy-MM-dd
 * @param cut the cut that it was tested at: nothing from this day on was learnt from
 * @param horizonDays how many days from the cut on the test looks at
 * @param trained examples learnt from
 * @param tested examples tested on
 */
public record TrainingWindow(
    String firstDay, String cut, int horizonDays, long trained, long tested) {

  public static TrainingWindow of(
      LocalDate firstDay, LocalDate cut, int horizonDays, long trained, long tested) {
    return new TrainingWindow(firstDay.toString(), cut.toString(), horizonDays, trained, tested);
  }
}

package dev.mercato.ml;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How a model is to be trained.
 *
 * @param cut the first day of the test; the latest that the data allow if there is none
 * @param search whether settings are searched for, on a validation cut, instead of taken
 * @param export a directory to which the split that was used is written as Parquet
 */
public record TrainOptions(Optional<LocalDate> cut, boolean search, Optional<Path> export) {

  /** The latest cut, the settings as they stand. */
  public static TrainOptions latest() {
    return new TrainOptions(Optional.empty(), false, Optional.empty());
  }
}

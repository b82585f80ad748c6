package dev.mercato.etl.importing;

import java.util.Map;
import java.util.Optional;

/**
 * The form of the source's files.
 *
 * @param files which files of the source directory, as a pattern such as {@code *.csv.gz}; all
 *     without it
 * @param options Spark's options for reading the format
 */
record SourceFormat(Kind kind, Optional<String> files, Map<String, String> options) {

  /** The formats that can be read. */
  enum Kind {
    CSV,
    JSON,
    PARQUET
  }

  SourceFormat {
    options = Map.copyOf(options);
  }
}

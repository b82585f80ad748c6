package dev.mercato.etl.marts;

import java.util.List;
import java.util.Optional;

/**
 * What became of the marts.
 *
 * @param marts in the order in which they were dealt with, also those that were up to date
 */
public record MartsResult(List<MartResult> marts) {

  public MartsResult {
    marts = List.copyOf(marts);
  }

  /** What became of the mart of that name. */
  public Optional<MartResult> mart(String name) {
    return marts.stream().filter(mart -> mart.name().equals(name)).findFirst();
  }

  /** The rows written, of all marts. */
  public long rows() {
    return marts.stream().mapToLong(MartResult::rows).sum();
  }
}

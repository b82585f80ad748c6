package dev.mercato.core.warehouse;

/**
 * What one load brought to one partition. A partition holds one contribution, or after a merge
 * several; a load has one in each of its months.
 *
 * @param loaded the load as it was committed, the same in each of its months
 * @param attempt names the run of the load that was committed, and its directory
 * @param stats the rows of it that readers see
 * @param duplicates rows of it that a merge left out, because a load before it had their key
 */
public record Contribution(LoadRecord loaded, String attempt, MonthStats stats, long duplicates) {

  public String loadId() {
    return loaded.loadId();
  }

  /** All its rows, those that readers do not see as well. */
  long rows() {
    return stats.rows() + duplicates;
  }
}

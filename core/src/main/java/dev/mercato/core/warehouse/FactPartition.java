package dev.mercato.core.warehouse;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * A partition of a fact table.
 *
 * @param name the partition's load_id: a load's name, or one of its own for merged loads
 * @param location its directory, whose content never changes: what changes gets a new location
 * @param contributions what it holds, by load; empty for one that is about to be dropped
 * @param leftOut the directory of rows that readers do not see, because a load before theirs has
 *     their key; kept in case that load is taken out
 */
public record FactPartition(
    YearMonth month,
    String name,
    String location,
    List<Contribution> contributions,
    Optional<String> leftOut) {

  public FactPartition {
    contributions = List.copyOf(contributions);
  }

  /** The rows that readers see. */
  public MonthStats stats() {
    return contributions.stream()
        .map(Contribution::stats)
        .reduce(MonthStats.empty(month), MonthStats::plus);
  }

  /** The loads whose rows it holds. */
  public List<String> loadIds() {
    return contributions.stream().map(Contribution::loadId).toList();
  }

  boolean isVacant() {
    return contributions.isEmpty();
  }

  boolean holds(String loadId) {
    return contributions.stream().anyMatch(part -> part.loadId().equals(loadId));
  }
}

package dev.mercato.core.warehouse;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

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

  static FactPartition ofOneLoad(String name, Path location, Contribution part) {
    return new FactPartition(
        part.stats().month(), name, location.toString(), List.of(part), Optional.empty());
  }

  /**
   * A partition without a load, at a directory of its own, because no two may share one:
   * HiveServer2 and Spark would not agree on what is in them.
   */
  static FactPartition vacant(YearMonth month, String name, TableStore store, String attempt) {
    return new FactPartition(
        month,
        name,
        store.place(attempt, "vacant-%s-%s".formatted(month, name)).toString(),
        List.of(),
        Optional.empty());
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

  /** The rows that readers do not see, because another has their key. */
  public long duplicates() {
    return contributions.stream().mapToLong(Contribution::duplicates).sum();
  }

  boolean isVacant() {
    return contributions.isEmpty();
  }

  boolean holds(String loadId) {
    return contributions.stream().anyMatch(part -> part.loadId().equals(loadId));
  }
}

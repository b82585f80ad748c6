package dev.mercato.core.warehouse;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a fact table's partitions say at one moment. */
record FactState(List<FactPartition> partitions) {

  FactState {
    partitions = List.copyOf(partitions);
  }

  /** The loads, each put together from its months. */
  List<LoadRecord> loads() {
    Map<String, List<Contribution>> byLoad = new TreeMap<>();
    for (FactPartition partition : partitions) {
      for (Contribution part : partition.contributions()) {
        byLoad.computeIfAbsent(part.loadId(), id -> new ArrayList<>()).add(part);
      }
    }
    return byLoad.values().stream().map(FactState::together).toList();
  }

  private static LoadRecord together(List<Contribution> parts) {
    LoadRecord loaded = parts.get(0).loaded();
    long kept = parts.stream().mapToLong(part -> part.stats().rows()).sum();
    long duplicates = parts.stream().mapToLong(Contribution::duplicates).sum();
    long checksum = parts.stream().mapToLong(part -> part.stats().checksum()).sum();
    return loaded.nowKeeping(kept, loaded.duplicates() + duplicates, checksum);
  }

  Optional<LoadRecord> load(String loadId) {
    return loads().stream().filter(load -> load.loadId().equals(loadId)).findFirst();
  }

  Map<String, String> attempts() {
    Map<String, String> attempts = new TreeMap<>();
    for (FactPartition partition : partitions) {
      for (Contribution part : partition.contributions()) {
        attempts.put(part.loadId(), part.attempt());
      }
    }
    return attempts;
  }

  /** The partitions that hold a load, one for each of its months. */
  Map<YearMonth, FactPartition> holding(String loadId) {
    Map<YearMonth, FactPartition> holding = new TreeMap<>();
    partitions.stream()
        .filter(partition -> partition.holds(loadId))
        .forEach(partition -> holding.put(partition.month(), partition));
    return holding;
  }

  List<FactPartition> vacant() {
    return partitions.stream().filter(FactPartition::isVacant).toList();
  }

  /** Whether every one of these partitions stands at its location. */
  boolean has(List<FactPartition> wanted) {
    return wanted.stream()
        .allMatch(
            one ->
                partitions.stream()
                    .anyMatch(
                        found ->
                            found.month().equals(one.month())
                                && found.name().equals(one.name())
                                && found.location().equals(one.location())));
  }
}

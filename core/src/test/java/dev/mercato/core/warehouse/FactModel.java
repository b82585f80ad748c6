package dev.mercato.core.warehouse;

import dev.mercato.core.settings.DateRange;
import dev.mercato.core.warehouse.Orders.Line;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a fact table should hold, in the simplest way to say it. */
final class FactModel {
  private final Map<String, Load> loads = new TreeMap<>();

  /** The merged sets of loads, by month; loads not in any set stand alone. */
  private final Map<YearMonth, List<Set<String>>> merged = new TreeMap<>();

  record Load(Optional<DateRange> dates, List<Line> lines, int rejected) {}

  /** What is said of a load. */
  record Counts(long read, long kept, long rejected, long duplicates) {}

  Collection<String> ids() {
    return loads.keySet();
  }

  boolean has(String id) {
    return loads.containsKey(id);
  }

  boolean overlapsOther(String id, Optional<DateRange> dates) {
    return dates.isPresent()
        && loads.entrySet().stream()
            .filter(other -> !other.getKey().equals(id))
            .flatMap(other -> other.getValue().dates().stream())
            .anyMatch(dates.get()::overlaps);
  }

  void put(String id, Load load) {
    loads.put(id, load);
  }

  void remove(String id) {
    loads.remove(id);
    merged.values().forEach(sets -> sets.forEach(set -> set.remove(id)));
  }

  void merge(YearMonth month, Set<String> ids) {
    List<Set<String>> sets = merged.computeIfAbsent(month, any -> new ArrayList<>());
    Set<String> together = new TreeSet<>(ids);
    sets.removeIf(set -> set.stream().anyMatch(ids::contains) || set.isEmpty());
    sets.add(together);
  }

  /** The lines that readers see. */
  List<Line> visible() {
    return loads.entrySet().stream()
        .flatMap(load -> visible(load.getKey()).stream())
        .sorted(java.util.Comparator.comparing(Line::toString))
        .toList();
  }

  private List<Line> visible(String id) {
    return loads.get(id).lines().stream().filter(line -> !hidden(id, line)).toList();
  }

  /** Hidden is a line whose key a load of the same merged set, first by name, has too. */
  private boolean hidden(String id, Line line) {
    YearMonth month = YearMonth.from(line.day());
    return merged.getOrDefault(month, List.of()).stream()
        .filter(set -> set.contains(id))
        .flatMap(Set::stream)
        .filter(other -> other.compareTo(id) < 0)
        .flatMap(other -> loads.get(other).lines().stream())
        .anyMatch(other -> other.id() == line.id() && YearMonth.from(other.day()).equals(month));
  }

  Map<String, Counts> counts() {
    Map<String, Counts> counts = new TreeMap<>();
    loads.forEach(
        (id, load) -> {
          int kept = visible(id).size();
          counts.put(
              id,
              new Counts(
                  load.lines().size() + load.rejected(),
                  kept,
                  load.rejected(),
                  load.lines().size() - kept));
        });
    return counts;
  }

  Map<String, Long> rejects() {
    Map<String, Long> rejects = new HashMap<>();
    loads.forEach((id, load) -> rejects.put(id, (long) load.rejected()));
    rejects.values().removeIf(count -> count == 0);
    return rejects;
  }

  /** The partitions there should be: month and the loads in it. */
  Set<String> partitions() {
    Set<String> partitions = new HashSet<>();
    loads.forEach(
        (id, load) -> {
          Set<YearMonth> months =
              load.dates()
                  .map(dates -> Set.copyOf(dates.months()))
                  .orElseGet(
                      () ->
                          load.lines().stream()
                              .map(line -> YearMonth.from(line.day()))
                              .collect(Collectors.toSet()));
          for (YearMonth month : months) {
            Set<String> together =
                merged.getOrDefault(month, List.of()).stream()
                    .filter(set -> set.contains(id))
                    .findFirst()
                    .orElse(Set.of(id));
            partitions.add(month + " " + together.stream().sorted().toList());
          }
        });
    return partitions;
  }
}

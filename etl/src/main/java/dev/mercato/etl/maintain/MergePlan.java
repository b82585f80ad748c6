package dev.mercato.etl.maintain;

import dev.mercato.core.warehouse.FactPartition;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which partitions of which months are merged.
 *
 * @param mergeAbove a month with more partitions than this is merged
 */
record MergePlan(int mergeAbove) {

  /** A partition with more than this share of its month's rows is not worth writing again. */
  private static final double LARGE = 0.5;

  /**
   * The partitions to merge into one, by month.
   *
   * @param sharing partitions that must be merged, because they have keys in common
   */
  Map<YearMonth, Set<String>> of(
      List<FactPartition> partitions, Map<YearMonth, Set<String>> sharing) {
    Map<YearMonth, Set<String>> plan = new TreeMap<>();
    byMonth(partitions)
        .forEach(
            (month, ofMonth) -> {
              Set<String> names = new TreeSet<>(sharing.getOrDefault(month, Set.of()));
              if (ofMonth.size() > mergeAbove) {
                names.addAll(small(ofMonth));
              }
              if (names.size() > 1) {
                plan.put(month, names);
              }
            });
    return plan;
  }

  /** The months with more than one partition: in others no key can stand in two. */
  static Set<YearMonth> shared(List<FactPartition> partitions) {
    return byMonth(partitions).entrySet().stream()
        .filter(month -> month.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> small(List<FactPartition> ofMonth) {
    long rows = ofMonth.stream().mapToLong(partition -> partition.stats().rows()).sum();
    return ofMonth.stream()
        .filter(partition -> rows == 0 || partition.stats().rows() <= LARGE * rows)
        .map(FactPartition::name)
        .collect(Collectors.toSet());
  }

  private static Map<YearMonth, List<FactPartition>> byMonth(List<FactPartition> partitions) {
    return partitions.stream()
        .collect(Collectors.groupingBy(FactPartition::month, TreeMap::new, Collectors.toList()));
  }
}

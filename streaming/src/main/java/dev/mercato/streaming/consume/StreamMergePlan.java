package dev.mercato.streaming.consume;

import dev.mercato.core.warehouse.FactPartition;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which of a stream's small loads are merged. Those of a month that are of about the same size make
 * one of the next size when there are enough of them, as in a log-structured merge tree: each row
 * is written again as many times as there are sizes, not once for every merge.
 *
 * @param mergeAbove partitions of one size that are left as they are
 */
record StreamMergePlan(int mergeAbove) {

  /** Partitions to be merged into one. */
  record Group(YearMonth month, List<String> names) {}

  /** Loads of days are left alone: they are large, and those who load them tidy them. */
  List<Group> of(List<FactPartition> partitions) {
    Map<YearMonth, List<FactPartition>> months =
        partitions.stream()
            .filter(StreamMergePlan::isStreamed)
            .collect(
                Collectors.groupingBy(FactPartition::month, TreeMap::new, Collectors.toList()));
    List<Group> groups = new ArrayList<>();
    months.forEach(
        (month, all) ->
            bySize(all).values().stream()
                .filter(group -> group.size() > mergeAbove)
                .forEach(
                    group ->
                        groups.add(
                            new Group(
                                month,
                                group.stream()
                                    .sorted(Comparator.comparing(FactPartition::name))
                                    .map(FactPartition::name)
                                    .toList()))));
    return groups;
  }

  private static boolean isStreamed(FactPartition partition) {
    return partition.contributions().stream()
        .allMatch(contribution -> contribution.loaded().dates().isEmpty());
  }

  /** By how often the rows would have to be merged to come to so many. */
  private Map<Integer, List<FactPartition>> bySize(List<FactPartition> partitions) {
    double base = Math.log(mergeAbove + 1.0);
    return partitions.stream()
        .collect(
            Collectors.groupingBy(
                partition ->
                    (int) Math.floor(Math.log(partition.contributions().size()) / base + 1e-9),
                TreeMap::new,
                Collectors.toList()));
  }
}

package dev.mercato.etl.verify;

import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.StreamOffsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts the offsets that a table's loads have read of a topic side by side. */
final class OffsetsCheck {
  private OffsetsCheck() {}

  /**
   * No event of a topic was read twice or passed over, from the first that was read to the last.
   */
  static void check(CheckLog log, Collection<Table> tables, Collection<LoadRecord> loads) {
    for (Table table : tables) {
      List<StreamOffsets> read =
          loads.stream()
              .filter(load -> load.table().equals(table.name()))
              .flatMap(load -> StreamOffsets.of(load).stream())
              .toList();
      Map<String, List<StreamOffsets>> topics =
          read.stream().collect(Collectors.groupingBy(StreamOffsets::topicId));
      List<String> faults = topics.values().stream().flatMap(one -> faults(one).stream()).toList();
      faults.forEach(fault -> log.failed(CheckName.OFFSETS, table.name(), fault));
      if (faults.isEmpty()) {
        log.passed(
            CheckName.OFFSETS,
            table.name(),
            "%d loads of a topic without gap or overlap".formatted(read.size()));
      }
    }
  }

  private static List<String> faults(List<StreamOffsets> loads) {
    SortedMap<Integer, List<StreamOffsets.Range>> partitions = new TreeMap<>();
    loads.forEach(
        load ->
            load.partitions()
                .forEach(
                    (partition, range) ->
                        partitions
                            .computeIfAbsent(partition, number -> new java.util.ArrayList<>())
                            .add(range)));
    List<String> faults = new java.util.ArrayList<>();
    partitions.forEach(
        (partition, ranges) -> {
          long next = -1;
          for (StreamOffsets.Range range : sorted(ranges)) {
            if (next >= 0 && range.from() != next) {
              faults.add(
                  "partition %d was read up to %d, and then from %d"
                      .formatted(partition, next, range.from()));
            }
            next = Math.max(next, range.until());
          }
        });
    return faults;
  }

  private static List<StreamOffsets.Range> sorted(List<StreamOffsets.Range> ranges) {
    return ranges.stream()
        .filter(range -> range.size() > 0)
        .sorted(Comparator.comparingLong(StreamOffsets.Range::from))
        .toList();
  }
}

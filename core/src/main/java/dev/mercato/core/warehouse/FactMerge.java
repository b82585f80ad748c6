package dev.mercato.core.warehouse;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Merges partitions of one month: the merged data goes to one partition and the others are emptied,
 * by one metastore call.
 *
 * <p>The partition that takes the data is one that an earlier merge made or, if there is none, a
 * new one, made empty beforehand. It is never a load's own: a load must find its name free when it
 * is taken out of merged data and loaded again.
 */
final class FactMerge {
  private final TableStore store;
  private final FactPartitionStore partitions;
  private final WriterLock lock;

  FactMerge(TableStore store, FactPartitionStore partitions, WriterLock lock) {
    this.store = store;
    this.partitions = partitions;
    this.lock = lock;
  }

  /**
   * Merges.
   *
   * @param sources two or more partitions of that month
   * @return the merged partition
   */
  FactPartition merge(YearMonth month, List<FactPartition> sources) {
    String attempt = store.newAttempt(LoadId.MERGED + month);
    String carrier = carrier(month, sources, attempt);
    FactPartition merged =
        new MonthRewrite(store)
            .write(month, sources, Optional.empty(), Optional.empty(), attempt, carrier);
    List<FactPartition> wanted = new ArrayList<>(List.of(merged));
    sources.stream()
        .filter(source -> !source.name().equals(carrier))
        .forEach(source -> wanted.add(FactPartition.vacant(month, source.name(), store, attempt)));
    HaltPoint.AFTER_FILES.reached(store.table().name());
    partitions.alter(lock, "merging %s of '%s'".formatted(month, store.table().name()), wanted);
    return merged;
  }

  private String carrier(YearMonth month, List<FactPartition> sources, String attempt) {
    Optional<String> merged =
        sources.stream()
            .map(FactPartition::name)
            .filter(name -> name.startsWith(LoadId.MERGED))
            .findFirst();
    if (merged.isPresent()) {
      return merged.get();
    }
    partitions.create(
        lock,
        "a partition for merging %s of '%s'".formatted(month, store.table().name()),
        List.of(FactPartition.vacant(month, attempt, store, attempt)));
    HaltPoint.AFTER_VACANCY.reached(store.table().name());
    return attempt;
  }
}

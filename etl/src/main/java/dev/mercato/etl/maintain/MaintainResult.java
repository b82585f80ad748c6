package dev.mercato.etl.maintain;

import dev.mercato.core.warehouse.MergeResult;
import dev.mercato.core.warehouse.Swept;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What maintenance did.
 *
 * @param merged the months that were merged, by table; a table without any is left out
 * @param swept what was deleted, by table; a table that a running writer had is left out
 */
public record MaintainResult(Map<String, List<MergeResult>> merged, Map<String, Swept> swept) {

  public MaintainResult {
    merged = Map.copyOf(merged);
    swept = Map.copyOf(swept);
  }

  /** Partitions that are no more. */
  public int partitionsMerged() {
    return merges().mapToInt(month -> month.partitions() - 1).sum();
  }

  /** Rows that readers no longer see, because another has their key. */
  public long duplicatesRemoved() {
    return merges().mapToLong(MergeResult::duplicates).sum();
  }

  public int directoriesDeleted() {
    return swept.values().stream().mapToInt(Swept::deleted).sum();
  }

  public long bytesDeleted() {
    return swept.values().stream().mapToLong(Swept::bytes).sum();
  }

  private Stream<MergeResult> merges() {
    return merged.values().stream().flatMap(List::stream);
  }
}

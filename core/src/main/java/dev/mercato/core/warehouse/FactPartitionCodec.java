package dev.mercato.core.warehouse;

import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.Metastore.Placement;
import dev.mercato.core.warehouse.Metastore.StoredPartition;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Fact partitions as the metastore holds them. The contributions are the truth; the sums beside
 * them are for people and other tools that look at a partition's parameters.
 */
final class FactPartitionCodec {
  private static final String STATE = Metastore.PREFIX + "state";
  private static final String LOADED = "loaded";
  private static final String VACANT = "vacant";
  private static final String LOADS = Metastore.PREFIX + "loads";
  private static final String LEFT_OUT = Metastore.PREFIX + "left-out";

  private FactPartitionCodec() {}

  static StoredPartition stored(FactPartition partition) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put(STATE, partition.isVacant() ? VACANT : LOADED);
    MonthStats stats = partition.stats();
    parameters.put(Metastore.PREFIX + "rows", Long.toString(stats.rows()));
    parameters.put(Metastore.PREFIX + "checksum", Long.toString(stats.checksum()));
    stats.firstAt().ifPresent(at -> parameters.put(Metastore.PREFIX + "first-at", at.toString()));
    stats.lastAt().ifPresent(at -> parameters.put(Metastore.PREFIX + "last-at", at.toString()));
    stats
        .lastStatusAt()
        .ifPresent(at -> parameters.put(Metastore.PREFIX + "last-status-at", at.toString()));
    partition.leftOut().ifPresent(path -> parameters.put(LEFT_OUT, path));
    if (!partition.isVacant()) {
      ParameterText.put(parameters, LOADS, LoadJson.contributions(partition.contributions()));
    }
    return new StoredPartition(
        Map.of(Table.EVENT_MONTH, partition.month().toString(), Table.LOAD_ID, partition.name()),
        new Placement(new Path(partition.location()), parameters));
  }

  /** The partition, unless it was not made by this protocol. */
  static Optional<FactPartition> parse(Table table, StoredPartition stored) {
    Map<String, String> parameters = stored.placement().parameters();
    if (!parameters.containsKey(STATE)) {
      return Optional.empty();
    }
    YearMonth month = YearMonth.parse(stored.spec().get(Table.EVENT_MONTH));
    List<Contribution> contributions =
        ParameterText.get(parameters, LOADS)
            .map(text -> LoadJson.contributions(text, table.name(), month))
            .orElse(List.of());
    if (contributions.isEmpty() != VACANT.equals(parameters.get(STATE))) {
      throw new IllegalStateException(
          "The partition %s of '%s' has parameters that contradict each other"
              .formatted(stored.spec(), table.name()));
    }
    return Optional.of(
        new FactPartition(
            month,
            stored.spec().get(Table.LOAD_ID),
            stored.placement().location().toString(),
            contributions,
            Optional.ofNullable(parameters.get(LEFT_OUT))));
  }
}

package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import dev.mercato.core.table.Table;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * A table of facts, partitioned by (event_month, load_id). Whatever changes what readers see is one
 * metastore call: creating a load's partitions, or pointing partitions to other directories.
 */
public final class FactTable extends LoadedTable {
  private final FactPartitionStore partitions;

  FactTable(TableStore store, RejectsTable rejects, Duration patience) {
    super(store, rejects, patience);
    this.partitions = new FactPartitionStore(store);
  }

  /** The partitions that hold loads. */
  public List<FactPartition> partitions() {
    return partitions.state().partitions().stream()
        .filter(partition -> !partition.isVacant())
        .toList();
  }

  /** What the staged files hold, month by month: measured on the files, not told. */
  public List<MonthStats> measure(StagedLoad staged) {
    if (!store.exists(staged.path())) {
      return List.of();
    }
    List<Column> aggregates = MonthStats.aggregates(table());
    return store.describing(
        "measure the load " + staged.loadId(),
        () ->
            store
                .read(
                    table().fileSchema().add(Table.EVENT_MONTH, DataTypes.StringType, false),
                    List.of(staged.path()))
                .groupBy(Table.EVENT_MONTH)
                .agg(
                    aggregates.get(0),
                    aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
                .collectAsList()
                .stream()
                .map(row -> MonthStats.of(YearMonth.parse(row.getString(0)), row, 1))
                .toList());
  }

  @Override
  public CommitResult append(StagedLoad staged, LoadReport report) {
    return append(staged, report, measure(staged));
  }

  /** The same for a caller who knows what the files hold, see {@link #measure}. */
  public CommitResult append(StagedLoad staged, LoadReport report, List<MonthStats> stats) {
    HaltPoint.AFTER_FILES.reached(table().name());
    Inventory inventory = inventory();
    Optional<LoadRecord> known = inventory.load(staged.loadId());
    if (known.isPresent()) {
      Inventory.refuseOtherDays(known.get(), report);
      return new CommitResult.AlreadyLoaded(known.get());
    }
    inventory.refuseOverlap(table(), staged.loadId(), report);
    List<FactPartition> wanted =
        List.copyOf(load(staged, report, stats).partitions(0, store.now()).values());
    commitRejects(staged, report);
    partitions.create(staged.lock(), name(staged), wanted);
    return finish(staged);
  }

  @Override
  public CommitResult replace(StagedLoad staged, LoadReport report) {
    return replace(staged, report, measure(staged));
  }

  /** The same for a caller who knows what the files hold, see {@link #measure}. */
  public CommitResult replace(StagedLoad staged, LoadReport report, List<MonthStats> stats) {
    FactState state = partitions.state();
    Optional<LoadRecord> known = state.load(staged.loadId());
    if (known.isEmpty()) {
      return append(staged, report, stats);
    }
    HaltPoint.AFTER_FILES.reached(table().name());
    Inventory.refuseOtherDays(known.get(), report);
    Map<YearMonth, FactPartition> old = state.holding(staged.loadId());
    Map<YearMonth, FactPartition> alone =
        load(staged, report, stats).partitions(known.get().kept(), store.now());
    refuseOtherMonths(staged, old.keySet(), alone.keySet());
    List<FactPartition> wanted =
        old.entrySet().stream()
            .map(before -> replaced(staged, before.getValue(), alone.get(before.getKey())))
            .toList();
    commitRejects(staged, report);
    partitions.alter(staged.lock(), name(staged), wanted);
    return finish(staged);
  }

  /** A load's own partition moves; a merged one is written anew with the load's new rows. */
  private FactPartition replaced(StagedLoad staged, FactPartition before, FactPartition alone) {
    if (before.name().equals(staged.loadId())) {
      return alone;
    }
    store.make(new Path(alone.location()));
    return new MonthRewrite(store)
        .write(
            before.month(),
            List.of(before),
            Optional.of(staged.loadId()),
            Optional.of(alone),
            store.newAttempt("replacing-" + staged.loadId()),
            before.name());
  }

  private void refuseOtherMonths(StagedLoad staged, Set<YearMonth> old, Set<YearMonth> fresh) {
    if (!old.equals(fresh)) {
      throw MercatoException.failed(
          "Could not replace the load '%s' of '%s': it has the months %s, and what should replace it %s. Take it out with 'unload %s', then load it."
              .formatted(staged.loadId(), table().name(), old, fresh, staged.loadId()));
    }
  }

  @Override
  public LoadRecord unload(String loadId) {
    try (WriterLock lock = lock()) {
      tidy(lock);
      FactState state = partitions.state();
      LoadRecord known = inventory().existing(table(), loadId);
      String attempt = store.newAttempt("unloading-" + loadId);
      List<FactPartition> wanted =
          state.holding(loadId).values().stream()
              .map(before -> without(loadId, before, attempt))
              .toList();
      HaltPoint.AFTER_FILES.reached(table().name());
      partitions.alter(lock, "taking out the load '%s'".formatted(loadId), wanted);
      settle(lock);
      return known;
    }
  }

  private FactPartition without(String loadId, FactPartition before, String attempt) {
    return before.contributions().size() == 1
        ? FactPartition.vacant(before.month(), before.name(), store, attempt)
        : new MonthRewrite(store)
            .write(
                before.month(),
                List.of(before),
                Optional.of(loadId),
                Optional.empty(),
                attempt,
                before.name());
  }

  /**
   * Merges partitions of one month into one, and leaves out rows whose key is in another of them.
   * No load is forgotten: loads, their dates and offsets stay what they were, and each can still be
   * replaced and taken out.
   *
   * @param names the partitions' load_ids; those that are not there are passed over
   */
  public MergeResult merge(YearMonth month, Collection<String> names) {
    try (WriterLock lock = lock()) {
      tidy(lock);
      List<FactPartition> sources =
          partitions().stream()
              .filter(partition -> partition.month().equals(month))
              .filter(partition -> names.contains(partition.name()))
              .toList();
      if (sources.size() < 2) {
        return new MergeResult(month, 0, 0, 0);
      }
      FactPartition merged = new FactMerge(store, partitions, lock).merge(month, sources);
      settle(lock);
      long before = sources.stream().mapToLong(FactPartition::duplicates).sum();
      return new MergeResult(
          month, sources.size(), merged.stats().rows(), merged.duplicates() - before);
    }
  }

  /**
   * The partitions of these months that have a key in common with another of their month: as a
   * stream brings them that delivers twice.
   *
   * @return the partitions' load_ids, by month; a month without any is left out
   */
  public Map<YearMonth, Set<String>> sharingKeys(Collection<YearMonth> months) {
    return new SharedKeys(store).find(months);
  }

  @Override
  Inventory inventory() {
    FactState state = partitions.state();
    return new Inventory(state.loads(), state.attempts(), state.vacant().size());
  }

  @Override
  Path stagingPlace(String attempt) {
    return new Path(store.directory(), attempt);
  }

  @Override
  void dropVacant() {
    partitions.dropVacant();
  }

  @Override
  Set<Path> keptBesides() {
    Set<Path> kept = new HashSet<>();
    List<FactPartition> all = new ArrayList<>(partitions.state().partitions());
    all.forEach(partition -> partition.leftOut().map(Path::new).ifPresent(kept::add));
    return kept;
  }

  private CommitResult finish(StagedLoad staged) {
    settle(staged.lock());
    return new CommitResult.Committed(load(staged.loadId()).orElseThrow());
  }

  private FactLoad load(StagedLoad staged, LoadReport report, List<MonthStats> stats) {
    return new FactLoad(table(), staged, report, stats);
  }

  private String name(StagedLoad staged) {
    return "the load '%s' of '%s'".formatted(staged.loadId(), table().name());
  }
}

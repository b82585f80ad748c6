package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * A table of facts, partitioned by (event_month, load_id). Whatever changes it is one metastore
 * call: creating a load's partitions, or pointing partitions to other directories.
 */
public final class FactTable implements LoadedTable {
  private final TableStore store;
  private final RejectsTable rejects;
  private final Duration patience;
  private final Runnable loadsChanged;

  /**
   * @param patience how long to wait for the writer lock
   * @param loadsChanged called after every change of what is loaded
   */
  FactTable(TableStore store, RejectsTable rejects, Duration patience, Runnable loadsChanged) {
    this.store = store;
    this.rejects = rejects;
    this.patience = patience;
    this.loadsChanged = loadsChanged;
  }

  @Override
  public Table table() {
    return store.table();
  }

  @Override
  public List<LoadRecord> loads() {
    return state().loads();
  }

  @Override
  public Map<String, String> attempts() {
    return state().attempts();
  }

  /** The partitions that hold loads. */
  public List<FactPartition> partitions() {
    return state().partitions().stream().filter(partition -> !partition.isVacant()).toList();
  }

  @Override
  public StagedLoad stage(String loadId) {
    LoadId.checked(loadId);
    WriterLock lock = store.lock(patience);
    try {
      tidy(lock);
      String attempt = store.newAttempt(loadId);
      HaltPoint.BEFORE_FILES.reached(table().name());
      return new StagedLoad(
          loadId,
          attempt,
          new Path(store.directory(), attempt),
          rejects.place(table(), attempt),
          lock);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** What the staged files hold, month by month: measured on the files, not told. */
  public List<MonthStats> measure(StagedLoad staged) {
    if (!store.exists(staged.path())) {
      return List.of();
    }
    List<Column> aggregates = MonthStats.aggregates(table());
    return store
        .read(
            table().fileSchema().add(Table.EVENT_MONTH, DataTypes.StringType, false),
            List.of(staged.path()))
        .groupBy(Table.EVENT_MONTH)
        .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
        .collectAsList()
        .stream()
        .map((Row row) -> MonthStats.of(YearMonth.parse(row.getString(0)), row, 1))
        .toList();
  }

  @Override
  public CommitResult append(StagedLoad staged, LoadReport report) {
    return append(staged, report, measure(staged));
  }

  /** The same for a caller who knows what the files hold, see {@link #measure}. */
  public CommitResult append(StagedLoad staged, LoadReport report, List<MonthStats> stats) {
    HaltPoint.AFTER_FILES.reached(table().name());
    FactState state = state();
    Optional<LoadRecord> known = state.load(staged.loadId());
    if (known.isPresent()) {
      LoadedTable.refuseOtherDays(known.get(), report);
      return new CommitResult.AlreadyLoaded(known.get());
    }
    report
        .dates()
        .ifPresent(
            dates -> LoadedTable.refuseOverlap(state.loads(), table(), staged.loadId(), dates));
    List<FactPartition> wanted =
        contributions(staged, report, stats, 0).values().stream()
            .map(part -> partition(staged, part))
            .toList();
    commitRejects(staged, report);
    commit(
        staged.lock(),
        "the load '%s' of '%s'".formatted(staged.loadId(), table().name()),
        () -> store.metastore().create(table(), stored(wanted)),
        wanted);
    return finish(staged);
  }

  @Override
  public CommitResult replace(StagedLoad staged, LoadReport report) {
    return replace(staged, report, measure(staged));
  }

  /** The same for a caller who knows what the files hold, see {@link #measure}. */
  public CommitResult replace(StagedLoad staged, LoadReport report, List<MonthStats> stats) {
    FactState state = state();
    Optional<LoadRecord> known = state.load(staged.loadId());
    if (known.isEmpty()) {
      return append(staged, report, stats);
    }
    HaltPoint.AFTER_FILES.reached(table().name());
    LoadedTable.refuseOtherDays(known.get(), report);
    Map<YearMonth, FactPartition> old = state.holding(staged.loadId());
    Map<YearMonth, Contribution> parts = contributions(staged, report, stats, known.get().kept());
    if (!old.keySet().equals(parts.keySet())) {
      throw MercatoException.failed(
          "Could not replace the load '%s' of '%s': it has the months %s and what should replace it has %s. Take it out with 'unload %s' and load it anew."
              .formatted(
                  staged.loadId(), table().name(), old.keySet(), parts.keySet(), staged.loadId()));
    }
    List<FactPartition> wanted = new ArrayList<>();
    old.forEach((month, before) -> wanted.add(replaced(staged, before, parts.get(month))));
    commitRejects(staged, report);
    alter(staged.lock(), "the load '%s'".formatted(staged.loadId()), wanted);
    return finish(staged);
  }

  private FactPartition replaced(StagedLoad staged, FactPartition before, Contribution part) {
    FactPartition alone = partition(staged, part);
    if (before.contributions().size() == 1 && before.name().equals(staged.loadId())) {
      return alone;
    }
    store.make(new Path(alone.location()));
    return new MonthRewrite(store)
        .write(
            part.stats().month(),
            List.of(before),
            Optional.of(staged.loadId()),
            Optional.of(new MonthRewrite.Newcomer(part, new Path(alone.location()))),
            store.newAttempt("replacing-" + staged.loadId()),
            before.name());
  }

  @Override
  public LoadRecord unload(String loadId) {
    try (WriterLock lock = store.lock(patience)) {
      tidy(lock);
      FactState state = state();
      LoadRecord known = state.load(loadId).orElseThrow(() -> LoadedTable.unknown(table(), loadId));
      String attempt = store.newAttempt("unloading-" + loadId);
      List<FactPartition> wanted = new ArrayList<>();
      for (FactPartition before : state.holding(loadId).values()) {
        wanted.add(
            before.contributions().size() == 1
                ? vacant(before, attempt)
                : new MonthRewrite(store)
                    .write(
                        before.month(),
                        List.of(before),
                        Optional.of(loadId),
                        Optional.empty(),
                        attempt,
                        before.name()));
      }
      HaltPoint.AFTER_FILES.reached(table().name());
      alter(lock, "taking out the load '%s'".formatted(loadId), wanted);
      settle(lock);
      return known;
    }
  }

  /**
   * Merges partitions of one month into one, and leaves out rows whose key is in another of them.
   *
   * @param names the partitions' load_ids, two or more
   */
  public MergeResult merge(YearMonth month, Collection<String> names) {
    try (WriterLock lock = store.lock(patience)) {
      tidy(lock);
      List<FactPartition> sources =
          partitions().stream()
              .filter(partition -> partition.month().equals(month))
              .filter(partition -> names.contains(partition.name()))
              .toList();
      if (sources.size() < 2) {
        return new MergeResult(month, sources.size(), 0, 0);
      }
      String attempt = store.newAttempt(LoadId.MERGED + month);
      FactPartition carrier = carrier(lock, month, sources, attempt);
      FactPartition merged =
          new MonthRewrite(store)
              .write(month, sources, Optional.empty(), Optional.empty(), attempt, carrier.name());
      List<FactPartition> wanted = new ArrayList<>(List.of(merged));
      sources.stream()
          .filter(source -> !source.name().equals(carrier.name()))
          .forEach(source -> wanted.add(vacant(source, attempt)));
      HaltPoint.AFTER_FILES.reached(table().name());
      alter(lock, "merging %s of '%s'".formatted(month, table().name()), wanted);
      settle(lock);
      return new MergeResult(
          month,
          sources.size(),
          merged.stats().rows(),
          duplicates(List.of(merged)) - duplicates(sources));
    }
  }

  /**
   * The partition that takes the merged data: one that an earlier merge made or, because a load's
   * own name must be free for it when it is taken out and loaded again, an empty one made for this.
   */
  private FactPartition carrier(
      WriterLock lock, YearMonth month, List<FactPartition> sources, String attempt) {
    Optional<FactPartition> merged =
        sources.stream().filter(source -> source.name().startsWith(LoadId.MERGED)).findFirst();
    if (merged.isPresent()) {
      return merged.get();
    }
    FactPartition place = new FactPartition(month, attempt, "", List.of(), Optional.empty());
    FactPartition carrier = vacant(place, attempt);
    commit(
        lock,
        "a partition for merging %s of '%s'".formatted(month, table().name()),
        () -> store.metastore().create(table(), stored(List.of(carrier))),
        List.of(carrier));
    HaltPoint.AFTER_VACANCY.reached(table().name());
    return carrier;
  }

  @Override
  public Tidied tidy(WriterLock lock) {
    lock.verify();
    FactState state = state();
    int astray = rejects.reconcile(table(), state.attempts());
    store.metastore().drop(table(), stored(state.vacant()));
    return new Tidied(astray, state.vacant().size());
  }

  @Override
  public boolean isUntidy() {
    FactState state = state();
    return !state.vacant().isEmpty() || !rejects.astray(table(), state.attempts()).isEmpty();
  }

  private CommitResult finish(StagedLoad staged) {
    settle(staged.lock());
    return new CommitResult.Committed(state().load(staged.loadId()).orElseThrow());
  }

  /** What follows every commit; if the process dies before, recovery does it. */
  private void settle(WriterLock lock) {
    HaltPoint.AFTER_COMMIT.reached(table().name());
    tidy(lock);
    HaltPoint.AFTER_TIDY.reached(table().name());
    loadsChanged.run();
  }

  private void commitRejects(StagedLoad staged, LoadReport report) {
    rejects.commit(table(), staged, report.rejected());
    HaltPoint.AFTER_REJECTS.reached(table().name());
  }

  private void alter(WriterLock lock, String what, List<FactPartition> wanted) {
    commit(lock, what, () -> store.metastore().alter(table(), stored(wanted)), wanted);
  }

  private void commit(WriterLock lock, String what, Runnable call, List<FactPartition> wanted) {
    wanted.forEach(partition -> store.make(new Path(partition.location())));
    store.commit(lock, what, call, () -> state().has(wanted));
  }

  private Map<YearMonth, Contribution> contributions(
      StagedLoad staged, LoadReport report, List<MonthStats> stats, long replaced) {
    Map<YearMonth, MonthStats> months = new TreeMap<>();
    months(report, stats).forEach(month -> months.put(month, MonthStats.empty(month)));
    for (MonthStats month : stats) {
      refuseOutside(staged, report.dates(), month);
      months.put(month.month(), month);
    }
    LoadRecord record =
        new LoadRecord(
            staged.loadId(),
            table().name(),
            report.source(),
            report.dates(),
            report.read(),
            stats.stream().mapToLong(MonthStats::rows).sum(),
            report.rejected(),
            report.duplicates(),
            replaced,
            report.offsets(),
            stats.stream().mapToLong(MonthStats::checksum).sum(),
            store.now());
    Map<YearMonth, Contribution> parts = new TreeMap<>();
    months.forEach(
        (month, of) -> parts.put(month, new Contribution(record, staged.attempt(), of, 0)));
    return parts;
  }

  /** Every month of a batch's days; a stream's load without a row gets this month. */
  private Collection<YearMonth> months(LoadReport report, List<MonthStats> stats) {
    return report
        .dates()
        .map(DateRange::months)
        .orElseGet(
            () ->
                stats.isEmpty()
                    ? List.of(YearMonth.from(store.now().atZone(ZoneOffset.UTC)))
                    : List.of());
  }

  private void refuseOutside(StagedLoad staged, Optional<DateRange> dates, MonthStats month) {
    if (dates.isPresent() && month.rows() > 0) {
      LocalDate first = LocalDate.ofInstant(month.firstAt().orElseThrow(), ZoneOffset.UTC);
      LocalDate last = LocalDate.ofInstant(month.lastAt().orElseThrow(), ZoneOffset.UTC);
      if (first.isBefore(dates.get().from()) || last.isAfter(dates.get().to())) {
        throw MercatoException.checksFailed(
            "Could not load '%s' into '%s': it has events of %s to %s, but is said to be of %s. Reject what is outside of its days, or load it under its true days."
                .formatted(staged.loadId(), table().name(), first, last, dates.get()));
      }
    }
  }

  private static FactPartition partition(StagedLoad staged, Contribution part) {
    YearMonth month = part.stats().month();
    return new FactPartition(
        month,
        staged.loadId(),
        new Path(staged.path(), Table.EVENT_MONTH + "=" + month).toString(),
        List.of(part),
        Optional.empty());
  }

  /** The partition emptied: at a directory of its own, because no two may share one. */
  private FactPartition vacant(FactPartition partition, String attempt) {
    String place = "vacant-%s-%s".formatted(partition.month(), partition.name());
    return new FactPartition(
        partition.month(),
        partition.name(),
        store.place(attempt, place).toString(),
        List.of(),
        Optional.empty());
  }

  private static long duplicates(List<FactPartition> partitions) {
    return partitions.stream()
        .flatMap(partition -> partition.contributions().stream())
        .mapToLong(Contribution::duplicates)
        .sum();
  }

  private static List<Metastore.StoredPartition> stored(List<FactPartition> partitions) {
    return partitions.stream().map(FactPartitionCodec::stored).toList();
  }

  private FactState state() {
    return new FactState(
        store.metastore().partitions(table()).stream()
            .flatMap(stored -> FactPartitionCodec.parse(table(), stored).stream())
            .toList());
  }
}

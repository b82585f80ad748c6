package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.Metastore.Placement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * A table with one row a key, the latest known. A load adds to it: of a row's versions that of the
 * later data date stands, in whatever order the loads come. The whole table is switched to a new
 * directory by one metastore call, which also writes down the loads.
 */
public final class SnapshotTable implements LoadedTable {
  private static final String LOADS = Metastore.PREFIX + "loads";
  private static final String ROWS = Metastore.PREFIX + "rows";

  private final TableStore store;
  private final SnapshotMerge merge;
  private final RejectsTable rejects;
  private final Duration patience;
  private final Runnable loadsChanged;

  /**
   * @param patience how long to wait for the writer lock
   * @param loadsChanged called after every change of what is loaded
   */
  SnapshotTable(TableStore store, RejectsTable rejects, Duration patience, Runnable loadsChanged) {
    this.store = store;
    this.merge = new SnapshotMerge(store);
    this.rejects = rejects;
    this.patience = patience;
    this.loadsChanged = loadsChanged;
  }

  @Override
  public Table table() {
    return store.table();
  }

  /** The directory with the current snapshot; it changes with every load. */
  public String location() {
    return placement().location().toString();
  }

  /** The rows that the table has. */
  public long rows() {
    return Long.parseLong(placement().parameters().getOrDefault(ROWS, "0"));
  }

  @Override
  public List<LoadRecord> loads() {
    return snapshotLoads(placement()).stream().map(SnapshotLoad::record).toList();
  }

  @Override
  public Map<String, String> attempts() {
    Map<String, String> attempts = new TreeMap<>();
    snapshotLoads(placement()).forEach(load -> attempts.put(load.loadId(), load.attempt()));
    return attempts;
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
          store.place(attempt, SnapshotMerge.CONTRIBUTION),
          rejects.place(table(), attempt),
          lock);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** The load's data date is the last of its days. */
  @Override
  public CommitResult append(StagedLoad staged, LoadReport report) {
    return append(staged, report, dataDate(staged, report));
  }

  /** The same with a data date of its own, as a stream's load must have. */
  public CommitResult append(StagedLoad staged, LoadReport report, LocalDate dataDate) {
    HaltPoint.AFTER_FILES.reached(table().name());
    Placement before = placement();
    List<SnapshotLoad> loads = snapshotLoads(before);
    Optional<LoadRecord> known = record(loads, staged.loadId());
    if (known.isPresent()) {
      LoadedTable.refuseOtherDays(known.get(), report);
      return new CommitResult.AlreadyLoaded(known.get());
    }
    report
        .dates()
        .ifPresent(
            dates -> LoadedTable.refuseOverlap(records(loads), table(), staged.loadId(), dates));
    SnapshotLoad load = load(staged, report, dataDate, 0);
    Path target = store.place(staged.attempt(), SnapshotMerge.SNAPSHOT);
    long rows = merge.add(before.location(), load, target);
    loads.add(load);
    return commit(staged, report, target, loads, rows, load);
  }

  @Override
  public CommitResult replace(StagedLoad staged, LoadReport report) {
    return replace(staged, report, dataDate(staged, report));
  }

  /** The same with a data date of its own, as a stream's load must have. */
  public CommitResult replace(StagedLoad staged, LoadReport report, LocalDate dataDate) {
    List<SnapshotLoad> loads = snapshotLoads(placement());
    Optional<LoadRecord> known = record(loads, staged.loadId());
    if (known.isEmpty()) {
      return append(staged, report, dataDate);
    }
    HaltPoint.AFTER_FILES.reached(table().name());
    LoadedTable.refuseOtherDays(known.get(), report);
    SnapshotLoad load = load(staged, report, dataDate, known.get().kept());
    loads.removeIf(old -> old.loadId().equals(staged.loadId()));
    loads.add(load);
    Path target = store.place(staged.attempt(), SnapshotMerge.SNAPSHOT);
    long rows = merge.rebuild(loads, target);
    return commit(staged, report, target, loads, rows, load);
  }

  @Override
  public LoadRecord unload(String loadId) {
    try (WriterLock lock = store.lock(patience)) {
      tidy(lock);
      List<SnapshotLoad> loads = snapshotLoads(placement());
      LoadRecord known =
          record(loads, loadId).orElseThrow(() -> LoadedTable.unknown(table(), loadId));
      loads.removeIf(load -> load.loadId().equals(loadId));
      Path target = store.place(store.newAttempt("unloading-" + loadId), SnapshotMerge.SNAPSHOT);
      long rows = merge.rebuild(loads, target);
      HaltPoint.AFTER_FILES.reached(table().name());
      place(lock, "taking out the load '%s'".formatted(loadId), target, loads, rows);
      settle(lock);
      return known;
    }
  }

  @Override
  public Tidied tidy(WriterLock lock) {
    lock.verify();
    return new Tidied(rejects.reconcile(table(), attempts()), 0);
  }

  @Override
  public boolean isUntidy() {
    return !rejects.astray(table(), attempts()).isEmpty();
  }

  private CommitResult commit(
      StagedLoad staged,
      LoadReport report,
      Path target,
      List<SnapshotLoad> loads,
      long rows,
      SnapshotLoad load) {
    rejects.commit(table(), staged, report.rejected());
    HaltPoint.AFTER_REJECTS.reached(table().name());
    place(
        staged.lock(),
        "the load '%s' of '%s'".formatted(staged.loadId(), table().name()),
        target,
        loads,
        rows);
    settle(staged.lock());
    return new CommitResult.Committed(load.record());
  }

  private void place(
      WriterLock lock, String what, Path target, List<SnapshotLoad> loads, long rows) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put(ROWS, Long.toString(rows));
    ParameterText.put(parameters, LOADS, LoadJson.snapshotLoads(loads));
    store.commit(
        lock,
        what,
        () -> store.metastore().place(table(), new Placement(target, parameters)),
        () -> placement().location().equals(target));
  }

  private void settle(WriterLock lock) {
    HaltPoint.AFTER_COMMIT.reached(table().name());
    tidy(lock);
    HaltPoint.AFTER_TIDY.reached(table().name());
    loadsChanged.run();
  }

  private SnapshotLoad load(
      StagedLoad staged, LoadReport report, LocalDate dataDate, long replaced) {
    store.make(staged.path());
    SnapshotMerge.Measure measure = merge.measure(staged.path());
    LoadRecord record =
        new LoadRecord(
            staged.loadId(),
            table().name(),
            report.source(),
            report.dates(),
            report.read(),
            measure.rows(),
            report.rejected(),
            report.duplicates(),
            replaced,
            report.offsets(),
            measure.checksum(),
            store.now());
    return new SnapshotLoad(record, staged.attempt(), dataDate);
  }

  private LocalDate dataDate(StagedLoad staged, LoadReport report) {
    return report
        .dates()
        .orElseThrow(
            () ->
                MercatoException.usage(
                    "Could not load '%s' into '%s': it has no days, so it must come with a data date."
                        .formatted(staged.loadId(), table().name())))
        .to();
  }

  private static Optional<LoadRecord> record(List<SnapshotLoad> loads, String loadId) {
    return records(loads).stream().filter(load -> load.loadId().equals(loadId)).findFirst();
  }

  private static List<LoadRecord> records(List<SnapshotLoad> loads) {
    return loads.stream().map(SnapshotLoad::record).toList();
  }

  private List<SnapshotLoad> snapshotLoads(Placement placement) {
    return new ArrayList<>(
        ParameterText.get(placement.parameters(), LOADS)
            .map(text -> LoadJson.snapshotLoads(text, table().name()))
            .orElse(List.of()));
  }

  private Placement placement() {
    return store.metastore().placement(table());
  }
}

package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import dev.mercato.core.warehouse.Metastore.Placement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * A table with one row a key, the latest known. A load adds to it: of a row's versions that of the
 * later data date stands, in whatever order the loads come. The whole table is switched to a new
 * directory by one metastore call, which also writes down the loads.
 */
public final class SnapshotTable extends LoadedTable {
  private static final String LOADS = Metastore.PREFIX + "loads";
  private static final String ROWS = Metastore.PREFIX + "rows";

  private final SnapshotMerge merge;

  SnapshotTable(TableStore store, RejectsTable rejects, Duration patience) {
    super(store, rejects, patience);
    this.merge = new SnapshotMerge(store);
  }

  /** The directory with the current snapshot; it changes with every load. */
  public String location() {
    return placement().location().toString();
  }

  /** The rows that the table has. */
  public long rows() {
    return rows(placement());
  }

  private static long rows(Placement placement) {
    return Long.parseLong(placement.parameters().getOrDefault(ROWS, "0"));
  }

  /** The directories of what each load brought, by load id; they make up the snapshot. */
  public Map<String, String> contributions() {
    return snapshotLoads(placement()).stream()
        .collect(
            Collectors.toMap(SnapshotLoad::loadId, load -> merge.contribution(load).toString()));
  }

  /** The load's data date is the last of its days. */
  @Override
  public CommitResult append(StagedLoad staged, LoadReport report) {
    return append(staged, report, dataDate(staged, report));
  }

  /** The same with a data date of its own, as a stream's load must have. */
  public CommitResult append(StagedLoad staged, LoadReport report, LocalDate dataDate) {
    HaltPoint.AFTER_FILES.reached(table().name());
    Inventory inventory = inventory();
    Optional<LoadRecord> known = inventory.load(staged.loadId());
    if (known.isPresent()) {
      Inventory.refuseOtherDays(known.get(), report);
      return new CommitResult.AlreadyLoaded(known.get());
    }
    inventory.refuseOverlap(table(), staged.loadId(), report);
    Placement before = placement();
    List<SnapshotLoad> loads = snapshotLoads(before);
    SnapshotLoad load = load(staged, report, dataDate, 0);
    Path target = store.place(staged.attempt(), SnapshotMerge.SNAPSHOT);
    long rows = merge.add(before.location(), rows(before), load, target);
    loads.add(load);
    return commit(staged, report, target, loads, rows, load);
  }

  @Override
  public CommitResult replace(StagedLoad staged, LoadReport report) {
    return replace(staged, report, dataDate(staged, report));
  }

  /** The same with a data date of its own, as a stream's load must have. */
  public CommitResult replace(StagedLoad staged, LoadReport report, LocalDate dataDate) {
    Optional<LoadRecord> known = load(staged.loadId());
    if (known.isEmpty()) {
      return append(staged, report, dataDate);
    }
    HaltPoint.AFTER_FILES.reached(table().name());
    Inventory.refuseOtherDays(known.get(), report);
    List<SnapshotLoad> loads = snapshotLoads(placement());
    SnapshotLoad load = load(staged, report, dataDate, known.get().kept());
    loads.removeIf(old -> old.loadId().equals(staged.loadId()));
    loads.add(load);
    Path target = store.place(staged.attempt(), SnapshotMerge.SNAPSHOT);
    long rows = merge.rebuild(loads, target);
    return commit(staged, report, target, loads, rows, load);
  }

  @Override
  public LoadRecord unload(String loadId) {
    try (WriterLock lock = lock()) {
      tidy(lock);
      LoadRecord known = inventory().existing(table(), loadId);
      List<SnapshotLoad> loads = snapshotLoads(placement());
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
  Inventory inventory() {
    List<SnapshotLoad> loads = snapshotLoads(placement());
    Map<String, String> attempts = new HashMap<>();
    loads.forEach(load -> attempts.put(load.loadId(), load.attempt()));
    return new Inventory(
        loads.stream()
            .map(SnapshotLoad::record)
            .sorted(Comparator.comparing(LoadRecord::loadId))
            .toList(),
        attempts,
        0);
  }

  @Override
  Path stagingPlace(String attempt) {
    return store.place(attempt, SnapshotMerge.CONTRIBUTION);
  }

  @Override
  void dropVacant() {
    // A table that is not partitioned has nothing to drop.
  }

  @Override
  Set<Path> keptBesides() {
    return snapshotLoads(placement()).stream().map(merge::contribution).collect(Collectors.toSet());
  }

  private CommitResult commit(
      StagedLoad staged,
      LoadReport report,
      Path target,
      List<SnapshotLoad> loads,
      long rows,
      SnapshotLoad load) {
    commitRejects(staged, report);
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

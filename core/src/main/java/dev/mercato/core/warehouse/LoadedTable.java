package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.Table;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * A table that loads fill. Every load is in it whole or not at all, whenever a writer dies. Loads
 * of days do not overlap; a stream's loads have no days and overlap nothing.
 */
public abstract sealed class LoadedTable permits FactTable, SnapshotTable {
  final TableStore store;
  private final RejectsTable rejects;
  private final Duration patience;

  /**
   * @param patience how long to wait for the writer lock
   */
  LoadedTable(TableStore store, RejectsTable rejects, Duration patience) {
    this.store = store;
    this.rejects = rejects;
    this.patience = patience;
  }

  public final Table table() {
    return store.table();
  }

  /** What is loaded, by load id. */
  public final List<LoadRecord> loads() {
    return inventory().loads();
  }

  /** The load of that name, if it is loaded. */
  public final Optional<LoadRecord> load(String loadId) {
    return inventory().load(loadId);
  }

  /** The loads of which some days are among these. */
  public final List<LoadRecord> overlapping(DateRange dates) {
    return inventory().overlapping(dates);
  }

  /**
   * Begins a load: takes the table's writer lock, which the result holds until it is closed.
   *
   * @throws MercatoException status 2 if no load may have that name; status 1 if another writer has
   *     the table and does not let go
   */
  public final StagedLoad stage(String loadId) {
    return stage(loadId, patience);
  }

  /** The same for a writer who would rather wait than be refused, as a stream. */
  public final StagedLoad stage(String loadId, Duration waiting) {
    LoadId.checked(loadId);
    WriterLock lock = store.lock(waiting);
    try {
      tidy(lock);
      String attempt = store.newAttempt(loadId);
      StagedLoad staged =
          new StagedLoad(
              loadId, attempt, stagingPlace(attempt), rejects.place(table(), attempt), lock);
      HaltPoint.BEFORE_FILES.reached(table().name());
      return staged;
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Commits a load, its rejects first. The same load again changes nothing.
   *
   * @throws MercatoException status 1 if its days overlap those of another load
   */
  public abstract CommitResult append(StagedLoad staged, LoadReport report);

  /**
   * Commits a load, its rejects first, in the place of the one of the same name; if there is none,
   * appends it.
   *
   * @throws MercatoException status 1 if the two are not of the same days
   */
  public abstract CommitResult replace(StagedLoad staged, LoadReport report);

  /**
   * Takes a load out again, its rejects as well.
   *
   * @return the load as it was
   * @throws MercatoException status 1 if there is no such load
   */
  public abstract LoadRecord unload(String loadId);

  /** What the metastore has of the table now. */
  abstract Inventory inventory();

  abstract Path stagingPlace(String attempt);

  abstract void dropVacant();

  /** The directories that readers or later writers need, besides what the metastore points to. */
  abstract Set<Path> keptBesides();

  final WriterLock lock() {
    return store.lock(patience);
  }

  /** Whether {@link #tidy} would do anything. */
  final boolean isUntidy(Inventory inventory) {
    return inventory.vacant() > 0 || !rejects.astray(table(), inventory.attempts()).isEmpty();
  }

  /**
   * Finishes what a writer that died had left to do after its commit, or undoes what it did before
   * one.
   *
   * @param lock the table's
   */
  final Tidied tidy(WriterLock lock) {
    lock.verify();
    Inventory inventory = inventory();
    int changed = rejects.reconcile(table(), inventory.attempts());
    if (inventory.vacant() > 0) {
      dropVacant();
    }
    return new Tidied(changed, inventory.vacant());
  }

  /** What follows every commit; if the process dies before, recovery does it. */
  final void settle(WriterLock lock) {
    HaltPoint.AFTER_COMMIT.reached(table().name());
    tidy(lock);
    HaltPoint.AFTER_TIDY.reached(table().name());
  }

  final void commitRejects(StagedLoad staged, LoadReport report) {
    long written = store.count(rejects.table(), staged.rejectsPath());
    if (written != report.rejected()) {
      throw new IllegalArgumentException(
          "The load %s reports %d rejects and wrote %d"
              .formatted(staged.loadId(), report.rejected(), written));
    }
    rejects.commit(table(), staged, written);
    HaltPoint.AFTER_REJECTS.reached(table().name());
  }

  /** Deletes what nobody has needed for the grace period. */
  final Swept sweep(WriterLock lock, Sweep sweep) {
    tidy(lock);
    Set<Path> used = new HashSet<>(keptBesides());
    used.addAll(store.metastore().locations(table()));
    return sweep.clean(store.directory(), used).plus(rejects.sweep(table(), sweep));
  }
}

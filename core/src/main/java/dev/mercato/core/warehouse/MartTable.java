package dev.mercato.core.warehouse;

import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import dev.mercato.core.warehouse.Metastore.Placement;
import dev.mercato.core.warehouse.Metastore.StoredPartition;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * A table that is derived from others: replaced as a whole, or month by month, always by one
 * metastore call that also writes down which sources were seen, so that a later run can tell what
 * has changed since. What stands for a source is its caller's choice, for example a partition's
 * location, which is another one after every change.
 */
public final class MartTable {
  private static final String SOURCES = Metastore.PREFIX + "sources";
  private static final String STATE = Metastore.PREFIX + "state";
  private static final String BUILT = "built";
  private static final String VACANT = "vacant";

  private final TableStore store;
  private final Duration patience;

  /**
   * @param patience how long to wait for the writer lock
   */
  MartTable(TableStore store, Duration patience) {
    this.store = store;
    this.patience = patience;
  }

  public Table table() {
    return store.table();
  }

  /** The sources that the mart was made from; nothing if it was never made. */
  public Optional<Map<String, String>> sources() {
    return ParameterText.get(store.metastore().placement(table()).parameters(), SOURCES)
        .map(LoadJson::names);
  }

  /** The months of a monthly mart, and the sources that each was made from. */
  public Map<YearMonth, Map<String, String>> sourcesByMonth() {
    Map<YearMonth, Map<String, String>> sources = new TreeMap<>();
    stored().stream()
        .filter(partition -> isBuilt(partition))
        .forEach(
            partition ->
                sources.put(
                    month(partition),
                    ParameterText.get(partition.placement().parameters(), SOURCES)
                        .map(LoadJson::names)
                        .orElse(Map.of())));
    return sources;
  }

  /** Begins to write the mart anew, or some months of it. */
  public StagedMart stage() {
    WriterLock lock = store.lock(patience);
    String attempt = store.newAttempt(table().name());
    Path directory =
        table().kind() == TableKind.MONTHLY_MART
            ? new Path(store.directory(), attempt)
            : store.place(attempt, "data");
    return new StagedMart(directory, attempt, lock);
  }

  /** Replaces the whole mart. */
  public void replace(StagedMart staged, Map<String, String> sources) {
    Map<String, String> parameters = new HashMap<>();
    ParameterText.put(parameters, SOURCES, LoadJson.names(sources));
    store.make(staged.path());
    HaltPoint.AFTER_FILES.reached(table().name());
    store.commit(
        staged.lock(),
        "the table '%s'".formatted(table().name()),
        () -> store.metastore().place(table(), new Placement(staged.path(), parameters)),
        () -> store.metastore().placement(table()).location().equals(staged.path()));
    HaltPoint.AFTER_COMMIT.reached(table().name());
  }

  /**
   * Replaces months of a monthly mart, all at once; other months stay as they are.
   *
   * @param built the months that were written, also those without a row, and their sources
   * @param vanished months that are no more
   */
  public void replaceMonths(
      StagedMart staged, Map<YearMonth, Map<String, String>> built, Set<YearMonth> vanished) {
    List<StoredPartition> before = stored();
    List<StoredPartition> fresh =
        built.keySet().stream()
            .filter(month -> before.stream().noneMatch(old -> month(old).equals(month)))
            .map(month -> vacant(staged, month))
            .toList();
    List<StoredPartition> wanted = new ArrayList<>();
    built.forEach((month, sources) -> wanted.add(built(staged, month, sources)));
    before.stream()
        .map(MartTable::month)
        .filter(month -> vanished.contains(month) && !built.containsKey(month))
        .forEach(month -> wanted.add(vacant(staged, month)));
    HaltPoint.AFTER_FILES.reached(table().name());
    // New months come empty first, for the metastore cannot create and change in one call.
    commit(staged, fresh, () -> store.metastore().create(table(), fresh));
    HaltPoint.AFTER_VACANCY.reached(table().name());
    commit(staged, wanted, () -> store.metastore().alter(table(), wanted));
    HaltPoint.AFTER_COMMIT.reached(table().name());
    store
        .metastore()
        .drop(table(), stored().stream().filter(partition -> !isBuilt(partition)).toList());
  }

  /** Deletes what nobody has needed for the grace period. */
  Swept sweep(WriterLock lock, Sweep sweep) {
    lock.verify();
    return sweep.clean(store.directory(), store.metastore().locations(table()));
  }

  private void commit(StagedMart staged, List<StoredPartition> wanted, Runnable call) {
    if (wanted.isEmpty()) {
      return;
    }
    wanted.forEach(partition -> store.make(partition.placement().location()));
    store.commit(
        staged.lock(),
        "the table '%s'".formatted(table().name()),
        call,
        () -> locations(stored()).containsAll(locations(wanted)));
  }

  private static List<Path> locations(List<StoredPartition> partitions) {
    return partitions.stream().map(partition -> partition.placement().location()).toList();
  }

  private StoredPartition built(StagedMart staged, YearMonth month, Map<String, String> sources) {
    Map<String, String> parameters = new HashMap<>(Map.of(STATE, BUILT));
    ParameterText.put(parameters, SOURCES, LoadJson.names(sources));
    return new StoredPartition(
        Map.of(Table.EVENT_MONTH, month.toString()),
        new Placement(new Path(staged.path(), Table.EVENT_MONTH + "=" + month), parameters));
  }

  private StoredPartition vacant(StagedMart staged, YearMonth month) {
    return new StoredPartition(
        Map.of(Table.EVENT_MONTH, month.toString()),
        new Placement(store.place(staged.attempt(), "vacant-" + month), Map.of(STATE, VACANT)));
  }

  private List<StoredPartition> stored() {
    return store.metastore().partitions(table()).stream()
        .filter(partition -> partition.placement().parameters().containsKey(STATE))
        .toList();
  }

  private static boolean isBuilt(StoredPartition partition) {
    return BUILT.equals(partition.placement().parameters().get(STATE));
  }

  private static YearMonth month(StoredPartition partition) {
    return YearMonth.parse(partition.spec().get(Table.EVENT_MONTH));
  }
}

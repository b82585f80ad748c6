package dev.mercato.core.warehouse;

import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.Metastore.Placement;
import dev.mercato.core.warehouse.Metastore.StoredPartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The rejected rows of all loads, a partition for each (table_name, load_id) that has any.
 *
 * <p>Rejects are committed before their load. Each partition says which attempt of the load it is
 * of; if that attempt is not the one that the table has, then the load was never committed, and
 * {@link #reconcile} drops the partition, or points it back to what the attempt had replaced.
 */
public final class RejectsTable {
  private static final String ATTEMPT = Metastore.PREFIX + "attempt";
  private static final String ROWS = Metastore.PREFIX + "rows";
  private static final String BEFORE = Metastore.PREFIX + "before.";
  private static final String BEFORE_LOCATION = BEFORE + "location";

  private final TableStore store;

  RejectsTable(TableStore store) {
    this.store = store;
  }

  /** The partitions that hold rejects. */
  public List<Rejects> all() {
    return stored().stream().map(RejectsTable::rejects).filter(some -> some.rows() > 0).toList();
  }

  Table table() {
    return store.table();
  }

  /** Deletes what nobody has needed for the grace period; the caller has the table's lock. */
  Swept sweep(Table of, Sweep sweep) {
    return sweep.clean(
        new Path(store.directory(), of.name()), store.metastore().locations(table()));
  }

  /** The directory for an attempt's rejects. */
  Path place(Table table, String attempt) {
    return new Path(new Path(store.directory(), table.name()), attempt);
  }

  /** Commits an attempt's rejects, for readers in the place of those that the load had so far. */
  void commit(Table table, StagedLoad staged, long rows) {
    Optional<StoredPartition> existing = find(table, staged.loadId());
    if (existing.isEmpty() && rows == 0) {
      return;
    }
    store.make(staged.rejectsPath());
    Map<String, String> parameters = new HashMap<>();
    parameters.put(ATTEMPT, staged.attempt());
    parameters.put(ROWS, Long.toString(rows));
    existing.ifPresent(
        before -> {
          parameters.put(BEFORE_LOCATION, before.placement().location().toString());
          before
              .placement()
              .parameters()
              .forEach(
                  (key, value) -> {
                    if (key.equals(ATTEMPT) || key.equals(ROWS)) {
                      parameters.put(BEFORE + key, value);
                    }
                  });
        });
    StoredPartition wanted =
        new StoredPartition(
            Map.of(Table.TABLE_NAME, table.name(), Table.LOAD_ID, staged.loadId()),
            new Placement(staged.rejectsPath(), parameters));
    store.commit(
        staged.lock(),
        "the rejects of the load '%s' of '%s'".formatted(staged.loadId(), table.name()),
        () -> {
          if (existing.isEmpty()) {
            store.metastore().create(store.table(), List.of(wanted));
          } else {
            store.metastore().alter(store.table(), List.of(wanted));
          }
        },
        () ->
            find(table, staged.loadId())
                .filter(found -> found.placement().location().equals(staged.rejectsPath()))
                .isPresent());
  }

  /**
   * Drops or puts back what belongs to no committed attempt.
   *
   * @param attempts of the table, by load id
   * @return how many partitions were changed
   */
  int reconcile(Table table, Map<String, String> attempts) {
    List<StoredPartition> gone = new ArrayList<>();
    List<StoredPartition> restored = new ArrayList<>();
    for (StoredPartition partition : astray(table, attempts)) {
      Map<String, String> parameters = partition.placement().parameters();
      Optional<String> committed = Optional.ofNullable(attempts.get(loadId(partition)));
      if (committed.isPresent()
          && committed.get().equals(parameters.get(BEFORE + ATTEMPT))
          && !"0".equals(parameters.get(BEFORE + ROWS))) {
        restored.add(
            partition.at(
                new Path(parameters.get(BEFORE_LOCATION)),
                Map.of(
                    ATTEMPT, parameters.get(BEFORE + ATTEMPT),
                    ROWS, parameters.get(BEFORE + ROWS))));
      } else {
        gone.add(partition);
      }
    }
    if (!restored.isEmpty()) {
      store.metastore().alter(store.table(), restored);
    }
    store.metastore().drop(store.table(), gone);
    return gone.size() + restored.size();
  }

  /** The table's partitions whose attempt is not committed, or that hold nothing. */
  List<StoredPartition> astray(Table table, Map<String, String> attempts) {
    return stored().stream()
        .filter(partition -> partition.spec().get(Table.TABLE_NAME).equals(table.name()))
        .filter(
            partition -> {
              Map<String, String> parameters = partition.placement().parameters();
              return !parameters.get(ATTEMPT).equals(attempts.get(loadId(partition)))
                  || "0".equals(parameters.get(ROWS));
            })
        .toList();
  }

  private Optional<StoredPartition> find(Table table, String loadId) {
    return stored().stream()
        .filter(partition -> partition.spec().get(Table.TABLE_NAME).equals(table.name()))
        .filter(partition -> loadId(partition).equals(loadId))
        .findFirst();
  }

  /** Partitions of this protocol; others are not ours to judge. */
  private List<StoredPartition> stored() {
    return store.metastore().partitions(store.table()).stream()
        .filter(partition -> partition.placement().parameters().containsKey(ATTEMPT))
        .toList();
  }

  private static String loadId(StoredPartition partition) {
    return partition.spec().get(Table.LOAD_ID);
  }

  private static Rejects rejects(StoredPartition partition) {
    return new Rejects(
        partition.spec().get(Table.TABLE_NAME),
        loadId(partition),
        Long.parseLong(partition.placement().parameters().get(ROWS)),
        partition.placement().location().toString());
  }

  /** The rejects of one load. */
  public record Rejects(String table, String loadId, long rows, String location) {}
}

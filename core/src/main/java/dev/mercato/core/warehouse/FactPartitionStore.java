package dev.mercato.core.warehouse;

import dev.mercato.core.warehouse.Metastore.StoredPartition;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** A fact table's partitions in the metastore: read, and changed by one call each. */
record FactPartitionStore(TableStore store) {

  FactState state() {
    return new FactState(
        store.metastore().partitions(store.table()).stream()
            .flatMap(stored -> FactPartitionCodec.parse(store.table(), stored).stream())
            .toList());
  }

  /** Makes all of the partitions or none. */
  void create(WriterLock lock, String what, List<FactPartition> wanted) {
    makeDirectories(wanted);
    store.commit(
        lock,
        what,
        () -> store.metastore().create(store.table(), stored(wanted)),
        () -> state().has(wanted));
  }

  /** Points all of the partitions elsewhere or none. */
  void alter(WriterLock lock, String what, List<FactPartition> wanted) {
    makeDirectories(wanted);
    store.commit(
        lock,
        what,
        () -> store.metastore().alter(store.table(), stored(wanted)),
        () -> state().has(wanted));
  }

  void dropVacant() {
    store.metastore().drop(store.table(), stored(state().vacant()));
  }

  private void makeDirectories(List<FactPartition> partitions) {
    partitions.forEach(partition -> store.make(new Path(partition.location())));
  }

  private static List<StoredPartition> stored(List<FactPartition> partitions) {
    return partitions.stream().map(FactPartitionCodec::stored).toList();
  }
}

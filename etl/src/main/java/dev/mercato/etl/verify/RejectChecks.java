package dev.mercato.etl.verify;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.LoadRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares the rejects that readers see with what the loads say they rejected. */
final class RejectChecks {
  private final CheckLog log;

  RejectChecks(CheckLog log) {
    this.log = log;
  }

  private record Owner(String table, String loadId) {
    String subject() {
      return "%s, the rejects of '%s'".formatted(table, loadId);
    }
  }

  /**
   * Makes the checks, with one scan of the rejects.
   *
   * @param rejects the table of rejects as readers see it
   * @param kept the rows that each load was found to have, by table and load; a load that is not in
   *     there could not be read
   */
  void check(List<LoadRecord> loads, Dataset<Row> rejects, Map<String, Map<String, Long>> kept) {
    Map<Owner, Long> found = new HashMap<>();
    rejects
        .groupBy(Table.TABLE_NAME, Table.LOAD_ID)
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> found.put(new Owner(row.getString(0), row.getString(1)), row.getLong(2)));
    for (LoadRecord load : loads) {
      Owner owner = new Owner(load.table(), load.loadId());
      long rejected = found.getOrDefault(owner, 0L);
      found.remove(owner);
      log.equal(
          CheckName.REJECTS,
          owner.subject(),
          "readers see %,d rows",
          rejected,
          "the load rejected %,d",
          load.rejected());
      account(load, rejected, kept.getOrDefault(load.table(), Map.of()));
    }
    found.forEach(
        (owner, rows) ->
            log.failed(
                CheckName.REJECTS,
                owner.subject(),
                "readers see %d rows, but there is no such load".formatted(rows)));
  }

  private void account(LoadRecord load, long rejected, Map<String, Long> kept) {
    if (kept.containsKey(load.loadId())) {
      log.equal(
          CheckName.ACCOUNTS,
          "%s, load '%s'".formatted(load.table(), load.loadId()),
          "kept, rejected and duplicate rows are %,d together",
          kept.get(load.loadId()) + rejected + load.duplicates(),
          "%,d were read",
          load.read());
    }
  }
}

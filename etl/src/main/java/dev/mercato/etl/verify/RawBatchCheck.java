package dev.mercato.etl.verify;

import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.raw.RawTable;
import dev.mercato.core.raw.RawZone;
import dev.mercato.core.warehouse.LoadRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what loads read with what the raw batches that they came from hold: the rows and, of a
 * load that has kept all of them, what is in them.
 */
final class RawBatchCheck {
  private RawBatchCheck() {}

  /** Makes the check for each load that came from a batch of this raw zone. */
  static void check(CheckLog log, List<LoadRecord> loads, RawZone rawZone) {
    Map<String, LoadRecord> bySource = new HashMap<>();
    loads.forEach(load -> bySource.put(load.source(), load));
    for (RawManifest batch : rawZone.batches()) {
      for (RawTable table : batch.tables()) {
        LoadRecord load = bySource.get(rawZone.directory(batch.batch(), table.table()).toString());
        if (load != null) {
          log.equal(
              CheckName.RAW,
              "%s, load '%s'".formatted(load.table(), load.loadId()),
              "%,d rows were read",
              load.read(),
              "its raw batch holds %,d",
              table.rows() + table.rejected());
          checkContent(log, load, table);
        }
      }
    }
  }

  private static void checkContent(CheckLog log, LoadRecord load, RawTable table) {
    if (load.kept() == table.rows()) {
      log.equal(
          CheckName.RAW,
          "%s, load '%s'".formatted(load.table(), load.loadId()),
          "the rows kept have the checksum %x",
          load.checksum(),
          "those of its raw batch %x",
          table.checksum());
    }
  }
}

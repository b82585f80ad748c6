package dev.mercato.core.warehouse;

import dev.mercato.core.table.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * The table {@code loads}: a copy for SQL of what the partitions' parameters say. With it stands a
 * digest of what it was made from, so that a stale copy is known as one.
 */
final class LoadsTable {
  private static final String DIGEST = "digest of all loads";

  private final SparkSession spark;
  private final MartTable mart;
  private final Supplier<List<LoadRecord>> loads;

  /**
   * @param loads what the parameters say now
   */
  LoadsTable(SparkSession spark, MartTable mart, Supplier<List<LoadRecord>> loads) {
    this.spark = spark;
    this.mart = mart;
    this.loads = loads;
  }

  /** Writes the table if it does not say what the parameters say; true if it did not. */
  boolean refresh() {
    try (StagedMart staged = mart.stage()) {
      // Read under the lock: whoever had it before may have written just this.
      List<LoadRecord> current = loads.get();
      if (isCurrent(current)) {
        return false;
      }
      Table table = mart.table();
      spark
          .createDataFrame(current.stream().map(LoadsTable::row).toList(), table.fileSchema())
          .coalesce(1)
          .write()
          .parquet(staged.directory());
      mart.replace(staged, Map.of(DIGEST, digest(current)));
      return true;
    }
  }

  /** Whether the table says what these do, which are all there are. */
  boolean isCurrent(List<LoadRecord> current) {
    return mart.sources().map(Map.of(DIGEST, digest(current))::equals).orElse(current.isEmpty());
  }

  /** In the order of the registry's columns. */
  private static Row row(LoadRecord load) {
    return RowFactory.create(
        load.loadId(),
        load.table(),
        load.source(),
        load.from().orElse(null),
        load.to().orElse(null),
        load.read(),
        load.kept(),
        load.rejected(),
        load.duplicates(),
        load.replaced(),
        load.offsets().orElse(null),
        load.committedAt());
  }

  private static String digest(List<LoadRecord> loads) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (LoadRecord load : loads) {
        sha.update(load.toString().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}

package dev.mercato.etl.load;

import static org.apache.spark.sql.functions.col;

import dev.mercato.core.MercatoException;
import dev.mercato.core.contract.KnownKeys;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.raw.RawTable;
import dev.mercato.core.raw.RawZone;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.CommitResult;
import dev.mercato.core.warehouse.FactTable;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.LoadedTable;
import dev.mercato.core.warehouse.SnapshotTable;
import dev.mercato.core.warehouse.StagedLoad;
import dev.mercato.core.warehouse.Warehouse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Loads one raw batch. All its tables are staged and checked before the first is committed, so that
 * a batch that is refused changes nothing; each commit is a load of its own under the batch's name.
 */
final class BatchLoad {
  private final JobContext context;
  private final RawZone rawZone;
  private final Warehouse warehouse;
  private final RawManifest batch;
  private final boolean replace;
  private final List<StagedTable> written = new ArrayList<>();

  /** Of dimensions, which come before the facts that refer to them. */
  private final Map<String, KnownKeys> keys = new HashMap<>();

  BatchLoad(
      JobContext context,
      RawZone rawZone,
      Warehouse warehouse,
      RawManifest batch,
      boolean replace) {
    this.context = context;
    this.rawZone = rawZone;
    this.warehouse = warehouse;
    this.batch = batch;
    this.replace = replace;
  }

  List<TableLoad> load() {
    List<TableLoad> done = new ArrayList<>();
    List<Table> wanted = new ArrayList<>();
    refuseLeftOver();
    for (Table table : Registry.LOADED) {
      if (batch.table(table.name()).isPresent()) {
        present(table)
            .ifPresentOrElse(
                record -> done.add(new TableLoad(record, false, List.of())),
                () -> wanted.add(table));
      }
    }
    Map<Table, RawFiles> files = files(wanted);
    try (Stagings stagings = new Stagings()) {
      for (Table table : wanted) {
        LoadedTable target = warehouse.loaded(table);
        stage(target, stagings.begin(target, batch.batch()), files.get(table));
      }
      for (StagedTable table : written) {
        done.add(commit(table));
      }
    }
    return done;
  }

  /** All files are looked at before any is loaded. */
  private Map<Table, RawFiles> files(List<Table> tables) {
    Configuration hadoop = context.spark().sparkContext().hadoopConfiguration();
    Map<Table, RawFiles> files = new HashMap<>();
    for (Table table : tables) {
      Path directory = rawZone.directory(batch.batch(), table.name());
      files.put(table, RawFiles.of(directory, batch, promised(table), table, hadoop));
    }
    return files;
  }

  private RawTable promised(Table table) {
    return batch.table(table.name()).orElseThrow();
  }

  /** The load if it is there and need not be made again; refuses one that has no place. */
  private Optional<LoadRecord> present(Table table) {
    LoadedTable target = warehouse.loaded(table);
    Optional<LoadRecord> known = target.load(batch.batch());
    if (known.isEmpty()) {
      target.overlapping(batch.days()).stream()
          .findFirst()
          .ifPresent(other -> refuse(table, other));
    }
    return replace ? Optional.empty() : known;
  }

  /** What a batch no longer has cannot be replaced by nothing. */
  private void refuseLeftOver() {
    for (LoadedTable table : replace ? warehouse.loadedTables() : List.<LoadedTable>of()) {
      if (batch.table(table.table().name()).isEmpty() && table.load(batch.batch()).isPresent()) {
        throw MercatoException.failed(
            "Could not replace the load '%s': the raw batch no longer has '%s', of which it brought rows. Take the load out with 'unload %s', then load the batch."
                .formatted(batch.batch(), table.table().name(), batch.batch()));
      }
    }
  }

  private void refuse(Table table, LoadRecord other) {
    throw MercatoException.failed(
        "Could not load the raw batch %s into '%s': its days overlap those of the load '%s', %s. Take that one out with 'unload %s' first, or load other days."
            .formatted(
                batch.batch(),
                table.name(),
                other.loadId(),
                other.dates().map(Object::toString).orElse(""),
                other.loadId()));
  }

  private void stage(LoadedTable target, StagedLoad staged, RawFiles files) {
    StagedTable result =
        new TableStaging(context, target, batch, promised(target.table()), files)
            .write(staged, this::keys);
    if (result.rejectShare() > context.settings().load().maxRejectShare()) {
      new Refusal(context, batch, result).raise();
    }
    written.add(result);
  }

  /** The keys there will be: those of other loads and those that this batch brings. */
  private KnownKeys keys(String tableName, String column) {
    return keys.computeIfAbsent(
        tableName + "." + column, found -> KnownKeys.of(present(tableName, column).distinct()));
  }

  private Dataset<Row> present(String tableName, String column) {
    Dataset<Row> known = standing(Registry.table(tableName)).select(col(column));
    return staged(tableName)
        .filter(staged -> staged.report().read() > staged.report().rejected())
        .map(
            staged ->
                known.union(
                    read(staged.table(), List.of(staged.staged().directory())).select(col(column))))
        .orElse(known);
  }

  private Optional<StagedTable> staged(String tableName) {
    return written.stream().filter(staged -> staged.table().name().equals(tableName)).findFirst();
  }

  /**
   * The rows that a table will have without this batch, whose old version goes if it is replaced.
   */
  private Dataset<Row> standing(Table table) {
    if (replace && staged(table.name()).isPresent()) {
      Map<String, String> contributions = new HashMap<>(warehouse.snapshot(table).contributions());
      if (contributions.remove(batch.batch()) != null) {
        return read(table, List.copyOf(contributions.values()));
      }
    }
    return context
        .spark()
        .table("`%s`.`%s`".formatted(context.settings().database(), table.name()));
  }

  private Dataset<Row> read(Table table, List<String> directories) {
    return directories.isEmpty()
        ? context.spark().createDataFrame(List.of(), table.fileSchema())
        : context
            .spark()
            .read()
            .schema(table.fileSchema())
            .parquet(directories.toArray(String[]::new));
  }

  private TableLoad commit(StagedTable table) {
    LoadedTable target = warehouse.loaded(table.table());
    CommitResult result;
    if (target instanceof FactTable facts) {
      result =
          replace
              ? facts.replace(table.staged(), table.report(), table.months())
              : facts.append(table.staged(), table.report(), table.months());
    } else {
      SnapshotTable snapshot = (SnapshotTable) target;
      result =
          replace
              ? snapshot.replace(table.staged(), table.report())
              : snapshot.append(table.staged(), table.report());
    }
    return new TableLoad(
        result.record(), result instanceof CommitResult.Committed, table.reasons());
  }

  /** The staged loads, whose writer locks are held until all of the batch is committed. */
  private static final class Stagings implements AutoCloseable {
    private final Deque<StagedLoad> open = new ArrayDeque<>();

    StagedLoad begin(LoadedTable table, String loadId) {
      StagedLoad staged = table.stage(loadId);
      open.push(staged);
      return staged;
    }

    @Override
    public void close() {
      open.forEach(StagedLoad::close);
    }
  }
}

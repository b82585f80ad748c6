package dev.mercato.etl.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.RowChecksum;
import dev.mercato.core.warehouse.Warehouse;
import dev.mercato.etl.Platform;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.etl.load.RejectReason;
import dev.mercato.etl.load.TableLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real shop. Its files are found by the variable ONLINE_RETAIL, or in {@code
 * ../shared/data/online-retail} beside the checkout. With ONLINE_RETAIL_DAYS=305 the comparison by
 * day takes them all, which is long; otherwise the first few.
 */
class ITOnlineRetail {
  private static final Path MAPPING = Path.of("../config/import/online-retail.yaml");
  private static final Path FILES =
      Path.of(System.getenv().getOrDefault("ONLINE_RETAIL", "../../shared/data/online-retail"));
  private static final int DAYS =
      Integer.parseInt(System.getenv().getOrDefault("ONLINE_RETAIL_DAYS", "2"));
  private static final long ROWS = 541_909;

  @TempDir Path directory;

  @BeforeAll
  static void findFiles() {
    if (!Files.isDirectory(FILES)) {
      System.err.println(
          "Skipped: Online Retail is not in %s; name its folder by ONLINE_RETAIL."
              .formatted(FILES.toAbsolutePath().normalize()));
    }
    assumeTrue(Files.isDirectory(FILES), "Online Retail is not there");
  }

  @Test
  void everyOneOfItsRowsIsAccountedFor() {
    JobContext context = Platform.fresh(Map.of());

    ImportResult imported = take(context, FILES);
    List<TableLoad> loads = new LoadJob(context, LoadOptions.everything()).execute().loads();

    assertThat(imported.files()).isEqualTo(305);
    assertThat(imported.rows()).isEqualTo(ROWS);
    assertThat(imported.undated()).isZero();
    TableLoad lines = loads.get(2);
    assertThat(lines.record().table()).isEqualTo("transactions");
    assertThat(lines.record().read()).isEqualTo(ROWS);
    assertThat(lines.record().rejected()).isEqualTo(2_517);
    assertThat(lines.record().kept()).isEqualTo(ROWS - 2_517);
    assertThat(lines.reasons()).containsExactly(new RejectReason("price above zero", 2_517));
    assertThat(loads.get(0).record().kept()).isEqualTo(4_372);
    assertThat(loads.get(1).record().kept()).isEqualTo(4_070 - 132);
    Row facts =
        context
            .spark()
            .sql(
                "SELECT count_if(status = 'refunded'), count_if(user_id IS NULL), count(DISTINCT transaction_id), min(quantity) FROM %s.transactions"
                    .formatted(context.settings().database()))
            .head();
    assertThat(facts.getLong(0)).isEqualTo(9_288);
    assertThat(facts.getLong(1)).isEqualTo(135_080 - 2_477);
    assertThat(facts.getLong(2)).isEqualTo(ROWS - 2_517);
    assertThat(facts.getInt(3)).isEqualTo(1);
  }

  @Test
  void dayByDayGivesTheSameTablesAsAllAtOnce() throws IOException {
    List<Path> days;
    try (var all = Files.list(FILES)) {
      days = all.filter(file -> file.toString().endsWith(".csv.gz")).sorted().limit(DAYS).toList();
    }
    JobContext daily = Platform.fresh(Map.of());
    for (Path day : days) {
      Files.copy(day, directory.resolve(day.getFileName()));
      take(daily, day);
      new LoadJob(daily, LoadOptions.everything()).execute();
    }
    JobContext atOnce = Platform.fresh(Map.of());
    take(atOnce, directory);
    new LoadJob(atOnce, LoadOptions.everything()).execute();

    for (Table table : Registry.LOADED) {
      assertThat(checksum(daily, table)).as(table.name()).isEqualTo(checksum(atOnce, table));
    }
    assertThat(linesRead(daily)).isEqualTo(linesRead(atOnce));
  }

  private static ImportResult take(JobContext context, Path source) {
    return new ImportJob(context, new ImportOptions(MAPPING, source.toString(), Optional.empty()))
        .execute();
  }

  /** Rows, and the checksum of all their columns. */
  private static Row checksum(JobContext context, Table table) {
    return context
        .spark()
        .table(context.settings().database() + "." + table.name())
        .agg(org.apache.spark.sql.functions.count("*"), RowChecksum.of(table))
        .head();
  }

  private static List<Long> linesRead(JobContext context) {
    List<LoadRecord> loads =
        new Warehouse(
                context.spark(),
                context.settings().database(),
                context.settings().locations().warehouse())
            .loads().stream().filter(load -> load.table().equals("transactions")).toList();
    return List.of(
        loads.stream().mapToLong(LoadRecord::read).sum(),
        loads.stream().mapToLong(LoadRecord::kept).sum(),
        loads.stream().mapToLong(LoadRecord::rejected).sum());
  }
}

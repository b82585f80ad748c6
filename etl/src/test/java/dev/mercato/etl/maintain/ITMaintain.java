package dev.mercato.etl.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.warehouse.FactTable;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.LoadReport;
import dev.mercato.core.warehouse.StagedLoad;
import dev.mercato.etl.Platform;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ITMaintain {
  private static final int EVENTS_A_DAY = 10;

  private JobContext context;
  private FactTable table;

  @BeforeEach
  void loadThreeDaysAndAStreamThatBringsOneOfThemAgain() {
    context = Platform.fresh(Map.of("maintain.merge-above", "2", "maintain.grace-period", "0s"));
    context.warehouse().create();
    table = context.warehouse().facts(ShopTables.CLICKSTREAM);
    for (int day = 1; day <= 3; day++) {
      LocalDate date = LocalDate.of(2025, 3, day);
      load(
          "2025-03-0" + day,
          day,
          LoadReport.batch("a test", new DateRange(date, date), EVENTS_A_DAY, 0));
    }
    load("stream-1", 3, LoadReport.stream("a topic", EVENTS_A_DAY, 0, 0, "{\"events\":{\"0\":9}}"));
  }

  @Test
  void crowdedMonthsAreMergedAndDuplicatesGo() {
    MaintainResult result = new MaintainJob(context).execute();

    assertThat(result.partitionsMerged()).isEqualTo(3);
    assertThat(result.duplicatesRemoved()).isEqualTo(EVENTS_A_DAY);
    assertThat(result.directoriesDeleted()).isPositive();
    assertThat(events().count()).isEqualTo(3 * EVENTS_A_DAY);
    assertThat(table.partitions()).hasSize(1);
    assertThat(table.loads())
        .extracting(LoadRecord::loadId)
        .containsExactly("2025-03-01", "2025-03-02", "2025-03-03", "stream-1");
    assertThat(table.load("stream-1").orElseThrow().duplicates()).isEqualTo(EVENTS_A_DAY);
    assertThat(table.load("stream-1").orElseThrow().offsets()).contains("{\"events\":{\"0\":9}}");

    MaintainResult again = new MaintainJob(context).execute();
    assertThat(again.merged()).isEmpty();
    assertThat(again.directoriesDeleted()).isZero();
  }

  @Test
  void aReaderMeanwhileSeesEachEventWithItsDuplicatesOrWithout() throws InterruptedException {
    Queue<Long> seen = new ConcurrentLinkedQueue<>();
    AtomicBoolean done = new AtomicBoolean();
    Thread reader =
        new Thread(
            () -> {
              while (!done.get()) {
                seen.add(events().count());
              }
            });
    reader.start();
    context
        .warehouse()
        .facts(ShopTables.CLICKSTREAM)
        .merge(YearMonth.of(2025, 3), List.of("2025-03-01", "2025-03-02"));
    LocalDate first = LocalDate.of(2025, 3, 1);
    replace(
        "2025-03-01", 1, LoadReport.batch("a test", new DateRange(first, first), EVENTS_A_DAY, 0));
    done.set(true);
    reader.join();
    assertThat(seen).isNotEmpty().allMatch(count -> count == 4 * EVENTS_A_DAY);
  }

  private void load(String loadId, int day, LoadReport report) {
    try (StagedLoad staged = table.stage(loadId)) {
      write(staged, day);
      table.append(staged, report);
    }
  }

  private void replace(String loadId, int day, LoadReport report) {
    try (StagedLoad staged = table.stage(loadId)) {
      write(staged, day);
      table.replace(staged, report);
    }
  }

  private void write(StagedLoad staged, int day) {
    context
        .spark()
        .sql(
            """
            SELECT %1$d * 100 + id AS event_id, %1$d * 10L AS session_id, CAST(null AS BIGINT) AS user_id,
              'page_view' AS event_type, CAST(null AS BIGINT) AS product_id,
              CAST(null AS BIGINT) AS order_id, CAST(null AS STRING) AS search_query,
              'mobile' AS device, CAST(null AS STRING) AS referrer,
              TIMESTAMP '2025-03-01 08:00:00' + make_interval(0, 0, 0, %1$d - 1) AS occurred_at,
              '2025-03' AS event_month
            FROM range(%2$d)
            """
                .formatted(day, EVENTS_A_DAY))
        .coalesce(1)
        .write()
        .partitionBy("event_month")
        .parquet(staged.directory());
  }

  private Dataset<Row> events() {
    return context.spark().table(context.settings().database() + ".clickstream");
  }
}

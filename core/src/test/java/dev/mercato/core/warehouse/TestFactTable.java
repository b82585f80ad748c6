package dev.mercato.core.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.warehouse.CommitResult.AlreadyLoaded;
import dev.mercato.core.warehouse.CommitResult.Committed;
import dev.mercato.core.warehouse.Orders.Line;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class TestFactTable {
  private static final DateRange WINTER = range("2024-12-15", "2025-02-10");
  private static final List<Line> WINTER_LINES =
      List.of(line(1, "2024-12-15"), line(2, "2024-12-31"), line(3, "2025-02-10"));

  private final Shops shop = Shops.open(ShopTables.TRANSACTIONS);
  private final SparkSession spark = shop.spark();
  private final Orders orders = new Orders(spark);
  private final String database = shop.database();
  private final Warehouse warehouse = shop.warehouse();
  private final FactTable table = warehouse.facts(ShopTables.TRANSACTIONS);

  @Test
  void aLoadHasAPartitionForEveryMonthOfItsRangeAlsoForAnEmptyOne() {
    CommitResult result = load("winter", WINTER, WINTER_LINES, 2);

    assertThat(result).isInstanceOf(Committed.class);
    assertThat(table.partitions())
        .extracting(FactPartition::month)
        .containsExactlyInAnyOrder(
            YearMonth.of(2024, 12), YearMonth.of(2025, 1), YearMonth.of(2025, 2));
    assertThat(result.record().kept()).isEqualTo(3);
    assertThat(result.record().rejected()).isEqualTo(2);
    assertThat(table.loads()).containsExactly(result.record());
    assertThat(ids()).containsExactly(1L, 2L, 3L);
    assertThat(count("rejects")).isEqualTo(2);
    warehouse.refreshLoads();
    assertThat(count("loads")).isEqualTo(1);
  }

  @Test
  void theSameLoadAgainChangesNothing() {
    LoadRecord first = load("winter", WINTER, WINTER_LINES, 2).record();
    CommitResult again = load("winter", WINTER, WINTER_LINES, 2);

    assertThat(again).isEqualTo(new AlreadyLoaded(first));
    assertThat(ids()).containsExactly(1L, 2L, 3L);
    assertThat(count("rejects")).isEqualTo(2);
  }

  @Test
  void aLoadWhoseDatesOverlapAnothersIsRefusedByName() {
    load("winter", WINTER, WINTER_LINES, 0);
    assertThatThrownBy(
            () ->
                load("late", range("2025-02-10", "2025-02-28"), List.of(line(9, "2025-02-20")), 1))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("'winter'")
        .hasMessageContaining("2024-12-15 to 2025-02-10");
    assertThat(ids()).containsExactly(1L, 2L, 3L);
    assertThat(count("rejects")).isZero();
  }

  @Test
  void replacingChangesRowsAndRejectsOfThatLoadOnly() {
    load("winter", WINTER, WINTER_LINES, 2);
    load("spring", range("2025-03-01", "2025-03-31"), List.of(line(7, "2025-03-05")), 1);
    LoadRecord replaced = replace("winter", WINTER, List.of(line(5, "2025-01-02")), 0).record();

    assertThat(replaced.replaced()).isEqualTo(3);
    assertThat(ids()).containsExactly(5L, 7L);
    assertThat(warehouse.rejects().all())
        .extracting(RejectsTable.Rejects::loadId)
        .containsExactly("spring");
    assertThat(warehouse.loads()).contains(replaced).hasSize(2);
  }

  @Test
  void unloadingTakesOutRowsRejectsAndRecord() {
    load("winter", WINTER, WINTER_LINES, 2);
    table.unload("winter");

    assertThat(table.partitions()).isEmpty();
    assertThat(spark.sql("SHOW PARTITIONS " + database + ".transactions").count()).isZero();
    assertThat(ids()).isEmpty();
    assertThat(count("rejects")).isZero();
    warehouse.refreshLoads();
    assertThat(count("loads")).isZero();
    assertThatThrownBy(() -> table.unload("winter")).hasMessageContaining("'winter'");
    assertThat(load("winter", WINTER, WINTER_LINES, 2)).isInstanceOf(Committed.class);
  }

  @Test
  void mergingLeavesOutDuplicatesAndForgetsNoLoad() {
    DateRange first = range("2025-01-01", "2025-01-01");
    DateRange second = range("2025-01-02", "2025-02-03");
    load("a", first, List.of(line(1, "2025-01-01")), 1);
    load("b", second, List.of(line(2, "2025-01-02"), line(3, "2025-02-02")), 0);
    stream("c", List.of(line(1, "2025-01-01"), line(4, "2025-01-03")));
    assertThat(count("transactions")).isEqualTo(5);

    MergeResult merged = table.merge(YearMonth.of(2025, 1), Set.of("a", "b", "c"));

    assertThat(merged).isEqualTo(new MergeResult(YearMonth.of(2025, 1), 3, 3, 1));
    assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(spark.sql("SHOW PARTITIONS " + database + ".transactions").count()).isEqualTo(2);
    assertThat(table.loads()).extracting(LoadRecord::loadId).containsExactly("a", "b", "c");
    assertThat(table.load("c").orElseThrow().duplicates()).isEqualTo(1);
    assertThat(table.load("c").orElseThrow().kept()).isEqualTo(1);
    assertThat(load("b", second, List.of(), 0)).isInstanceOf(AlreadyLoaded.class);
    assertThatThrownBy(() -> load("d", range("2025-01-02", "2025-01-02"), List.of(), 0))
        .hasMessageContaining("'b'");

    table.unload("a");
    assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(table.load("c").orElseThrow().kept()).isEqualTo(2);
    replace("b", second, List.of(line(8, "2025-01-31"), line(9, "2025-02-01")), 0);
    assertThat(ids()).containsExactly(1L, 4L, 8L, 9L);
    assertThat(load("a", first, List.of(line(1, "2025-01-01")), 0)).isInstanceOf(Committed.class);
  }

  @Test
  void rowsThatAreLostAreNotMergedAway() {
    load("a", range("2025-01-01", "2025-01-01"), List.of(line(1, "2025-01-01")), 0);
    load("b", range("2025-01-02", "2025-01-02"), List.of(line(2, "2025-01-02")), 0);
    List<LoadRecord> before = table.loads();
    shop.loseFiles(table.partitions().get(0).location());

    assertThatThrownBy(() -> table.merge(YearMonth.of(2025, 1), Set.of("a", "b")))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("the load 'a' brought 1 rows, but its files hold 0");
    warehouse.recover();
    assertThat(table.loads()).isEqualTo(before);

    replace("a", range("2025-01-01", "2025-01-01"), List.of(line(1, "2025-01-01")), 0);
    assertThat(table.merge(YearMonth.of(2025, 1), Set.of("a", "b")).rows()).isEqualTo(2);
  }

  @Test
  void aSecondWriterIsToldWhoTheFirstIs() {
    try (StagedLoad first = table.stage("a")) {
      assertThat(first.loadId()).isEqualTo("a");
      assertThatThrownBy(() -> table.stage("b"))
          .isInstanceOf(MercatoException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    table.stage("b").close();
  }

  private CommitResult load(String id, DateRange dates, List<Line> lines, int rejected) {
    try (StagedLoad staged = table.stage(id)) {
      return table.append(staged, report(staged, dates, lines, rejected));
    }
  }

  private CommitResult replace(String id, DateRange dates, List<Line> lines, int rejected) {
    try (StagedLoad staged = table.stage(id)) {
      return table.replace(staged, report(staged, dates, lines, rejected));
    }
  }

  private CommitResult stream(String id, List<Line> lines) {
    try (StagedLoad staged = table.stage(id)) {
      orders.write(staged, lines);
      return table.append(
          staged, LoadReport.stream("topic", lines.size(), 0, 0, "{\"t\":{\"0\":5}}"));
    }
  }

  private LoadReport report(StagedLoad staged, DateRange dates, List<Line> lines, int rejected) {
    orders.write(staged, lines);
    if (rejected > 0) {
      orders.writeRejects(staged, rejected);
    }
    return LoadReport.batch("a file", dates, lines.size() + rejected, rejected);
  }

  private List<Long> ids() {
    return spark.table(database + ".transactions").select("transaction_id").collectAsList().stream()
        .map(row -> row.getLong(0))
        .sorted()
        .toList();
  }

  private long count(String name) {
    return spark.table(database + "." + name).count();
  }

  private static DateRange range(String from, String to) {
    return new DateRange(LocalDate.parse(from), LocalDate.parse(to));
  }

  private static Line line(long id, String day) {
    return new Line(id, LocalDate.parse(day), 1);
  }
}

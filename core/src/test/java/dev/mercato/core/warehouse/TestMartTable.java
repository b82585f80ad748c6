package dev.mercato.core.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.table.Column;
import dev.mercato.core.table.ColumnType;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TestMartTable {
  private static final YearMonth JANUARY = YearMonth.of(2025, 1);
  private static final YearMonth FEBRUARY = YearMonth.of(2025, 2);
  private static final YearMonth MARCH = YearMonth.of(2025, 3);

  private static final Table MONTHLY = mart("monthly", TableKind.MONTHLY_MART);
  private static final Table WHOLE = mart("whole", TableKind.MART);

  private final Shops shop = Shops.open(MONTHLY, WHOLE);

  @Test
  void aMartIsReplacedAsAWholeAndKnowsItsSources() {
    MartTable mart = shop.warehouse().mart(WHOLE);
    assertThat(mart.sources()).isEmpty();
    for (long value : new long[] {1, 2}) {
      try (StagedMart staged = mart.stage()) {
        shop.spark()
            .sql("SELECT %dL AS value".formatted(value))
            .write()
            .parquet(staged.directory());
        mart.replace(staged, Map.of("transactions", "seen " + value));
      }
      assertThat(shop.spark().table(shop.database() + ".whole").head().getLong(0)).isEqualTo(value);
      assertThat(mart.sources()).contains(Map.of("transactions", "seen " + value));
    }
  }

  @Test
  void monthsAreAddedReplacedAndRemovedTogether() {
    months(1, Map.of(JANUARY, Map.of("a", "1"), FEBRUARY, Map.of("a", "2")), Set.of());
    months(2, Map.of(FEBRUARY, Map.of("a", "3"), MARCH, Map.of()), Set.of(JANUARY));

    assertThat(shop.warehouse().mart(MONTHLY).sourcesByMonth())
        .isEqualTo(Map.of(FEBRUARY, Map.of("a", "3"), MARCH, Map.of()));
    assertThat(values()).isEqualTo(Map.of("2025-02", 2L, "2025-03", 2L));
  }

  @Test
  void aCrashLeavesTheOldMonthsOrTheNew() {
    months(1, Map.of(JANUARY, Map.of("a", "1"), FEBRUARY, Map.of("a", "2")), Set.of());
    Runnable change =
        () -> months(2, Map.of(FEBRUARY, Map.of("a", "3"), MARCH, Map.of()), Set.of(JANUARY));

    SimulatedCrash.at(HaltPoint.AFTER_VACANCY, change);
    assertThat(values()).isEqualTo(Map.of("2025-01", 1L, "2025-02", 1L));
    assertThat(shop.warehouse().mart(MONTHLY).sourcesByMonth().keySet())
        .containsExactly(JANUARY, FEBRUARY);
    SimulatedCrash.at(HaltPoint.AFTER_COMMIT, change);
    assertThat(values()).isEqualTo(Map.of("2025-02", 2L, "2025-03", 2L));
    months(4, Map.of(JANUARY, Map.of()), Set.of());
    assertThat(values()).isEqualTo(Map.of("2025-01", 4L, "2025-02", 2L, "2025-03", 2L));
  }

  private void months(
      long value, Map<YearMonth, Map<String, String>> built, Set<YearMonth> vanished) {
    MartTable mart = shop.warehouse().mart(MONTHLY);
    try (StagedMart staged = mart.stage()) {
      for (YearMonth month : built.keySet()) {
        shop.spark()
            .sql("SELECT %dL AS value, '%s' AS event_month".formatted(value, month))
            .write()
            .mode("append")
            .partitionBy("event_month")
            .parquet(staged.directory());
      }
      mart.replaceMonths(staged, built, vanished);
    }
  }

  private Map<String, Long> values() {
    Map<String, Long> values = new TreeMap<>();
    shop.spark()
        .table(shop.database() + ".monthly")
        .collectAsList()
        .forEach(row -> values.put(row.getAs("event_month"), row.<Long>getAs("value")));
    return values;
  }

  private static Table mart(String name, TableKind kind) {
    return new Table(
        name,
        kind,
        "a mart",
        List.of(Column.required("value", ColumnType.BIGINT, "a value")),
        List.of(),
        List.of());
  }
}

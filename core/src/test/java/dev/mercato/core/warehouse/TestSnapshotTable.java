package dev.mercato.core.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.warehouse.CommitResult.AlreadyLoaded;
import dev.mercato.core.warehouse.CommitResult.Committed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestSnapshotTable {
  private static final int STEPS = Integer.getInteger("mercato.test.steps", 10);
  private static final List<LocalDate> DAYS =
      IntStream.rangeClosed(1, 5).mapToObj(day -> LocalDate.of(2025, 1, day)).toList();

  private final Shops shop = Shops.open(ShopTables.PRODUCTS);
  private final SnapshotTable table = shop.warehouse().snapshot(ShopTables.PRODUCTS);

  @Test
  void theLaterDataDateWinsWhateverTheOrderOfLoads() {
    load(LocalDate.of(2025, 1, 2), Map.of(1L, "one of 2", 2L, "two of 2"), false);
    load(LocalDate.of(2025, 1, 1), Map.of(1L, "one of 1", 3L, "three of 1"), false);

    assertThat(products()).isEqualTo(Map.of(1L, "one of 2", 2L, "two of 2", 3L, "three of 1"));
    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.loads()).extracting(LoadRecord::kept).containsExactly(2L, 2L);

    table.unload("2025-01-02");
    assertThat(products()).isEqualTo(Map.of(1L, "one of 1", 3L, "three of 1"));
  }

  @Test
  void aLoadOfTheSameDaysUnderAnotherNameIsRefused() {
    load(LocalDate.of(2025, 1, 2), Map.of(1L, "one"), false);
    try (StagedLoad staged = table.stage("other")) {
      write(staged, Map.of(1L, "uno"));
      assertThatThrownBy(() -> table.append(staged, report(LocalDate.of(2025, 1, 2), 1)))
          .isInstanceOf(MercatoException.class)
          .hasMessageContaining("'2025-01-02'");
    }
    assertThat(products()).isEqualTo(Map.of(1L, "one"));
  }

  @Test
  void rowsThatAreLostAreNotWrittenDownAsNone() {
    load(LocalDate.of(2025, 1, 1), Map.of(1L, "one", 2L, "two"), false);
    List<LoadRecord> before = table.loads();
    shop.loseFiles(table.location());

    assertThatThrownBy(() -> load(LocalDate.of(2025, 1, 2), Map.of(3L, "three"), false))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("committed with 2 rows, but the files hold 0");
    assertThat(table.loads()).isEqualTo(before);

    load(LocalDate.of(2025, 1, 1), Map.of(1L, "one", 2L, "two"), true);
    shop.loseFiles(table.contributions().get("2025-01-01"));
    load(LocalDate.of(2025, 1, 2), Map.of(3L, "three"), false);
    assertThatThrownBy(() -> table.unload("2025-01-02"))
        .hasMessageContaining("the load '2025-01-01' brought 2 rows, but the files hold 0");
    assertThat(products()).isEqualTo(Map.of(1L, "one", 2L, "two", 3L, "three"));
  }

  @ParameterizedTest
  @ValueSource(longs = 11)
  void whateverHappensTheSnapshotIsOfTheLoadsThatAreIn(long seed) {
    Random random = new Random(seed);
    List<HaltPoint> points = List.of(HaltPoint.values());
    Map<LocalDate, Map<Long, String>> model = new TreeMap<>();
    List<String> story = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      LocalDate day = DAYS.get(random.nextInt(DAYS.size()));
      Optional<HaltPoint> crash =
          random.nextBoolean()
              ? Optional.empty()
              : Optional.of(points.get(random.nextInt(points.size())));
      Map<Long, String> rows = new HashMap<>();
      IntStream.range(0, 4)
          .forEach(i -> rows.put(1L + random.nextInt(8), day + " step " + story.size()));
      int what = random.nextInt(3);
      story.add(List.of("append ", "replace ", "unload ").get(what) + day + " " + crash);
      if (what == 0 && model.containsKey(day)) {
        assertThat(load(day, rows, false)).isInstanceOf(AlreadyLoaded.class);
      } else if (what < 2) {
        change(
            crash,
            () -> assertThat(load(day, rows, true)).isInstanceOf(Committed.class),
            () -> model.put(day, rows));
      } else if (model.containsKey(day)) {
        change(crash, () -> table.unload(day.toString()), () -> model.remove(day));
      }
      shop.warehouse().recover();
      shop.warehouse().sweep(Duration.ZERO);

      Map<Long, String> expected = new HashMap<>();
      model.values().forEach(expected::putAll);
      assertThat(products()).as(String.join("\n", story)).isEqualTo(expected);
      assertThat(table.loads())
          .extracting(LoadRecord::loadId)
          .containsExactlyElementsOf(model.keySet().stream().map(LocalDate::toString).toList());
      assertThat(shop.warehouse().recover().foundNothing()).isTrue();
    }
  }

  private static void change(Optional<HaltPoint> crash, Runnable work, Runnable onModel) {
    boolean died = crash.isPresent() && SimulatedCrash.at(crash.get(), work);
    if (crash.isEmpty()) {
      work.run();
    }
    if (!died || crash.get().compareTo(HaltPoint.AFTER_COMMIT) >= 0) {
      onModel.run();
    }
  }

  private CommitResult load(LocalDate day, Map<Long, String> rows, boolean replacing) {
    try (StagedLoad staged = table.stage(day.toString())) {
      write(staged, rows);
      LoadReport report = report(day, rows.size());
      return replacing ? table.replace(staged, report) : table.append(staged, report);
    }
  }

  private static LoadReport report(LocalDate day, long rows) {
    return LoadReport.batch("a test", new DateRange(day, day), rows, 0);
  }

  private void write(StagedLoad staged, Map<Long, String> names) {
    List<Row> rows =
        names.entrySet().stream()
            .map(
                product ->
                    RowFactory.create(
                        product.getKey(),
                        product.getValue(),
                        "toys",
                        null,
                        new BigDecimal("1.00"),
                        null,
                        null,
                        null))
            .toList();
    shop.spark()
        .createDataFrame(rows, ShopTables.PRODUCTS.fileSchema())
        .coalesce(1)
        .write()
        .parquet(staged.directory());
  }

  private Map<Long, String> products() {
    Map<Long, String> products = new HashMap<>();
    shop.spark()
        .table(shop.database() + ".products")
        .collectAsList()
        .forEach(
            row ->
                assertThat(products.put(row.<Long>getAs("product_id"), row.<String>getAs("name")))
                    .as("one row a key")
                    .isNull());
    return products;
  }
}

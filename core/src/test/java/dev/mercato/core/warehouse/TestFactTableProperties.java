package dev.mercato.core.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.warehouse.CommitResult.AlreadyLoaded;
import dev.mercato.core.warehouse.CommitResult.Committed;
import dev.mercato.core.warehouse.Orders.Line;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any sequence of changes, each of which may die at any point, leaves what a plain model says. */
class TestFactTableProperties {
  private static final int STEPS = Integer.getInteger("mercato.test.steps", 14);

  private static final Map<String, Optional<DateRange>> LOADS =
      Map.of(
          "batch-a", days("2025-01-01", "2025-01-10"),
          "batch-b", days("2025-01-11", "2025-01-20"),
          "batch-c", days("2025-01-21", "2025-02-10"),
          "batch-d", days("2025-02-11", "2025-02-28"),
          "batch-x", days("2025-01-05", "2025-01-12"),
          "stream-1", Optional.empty(),
          "stream-2", Optional.empty(),
          "stream-3", Optional.empty());

  /** Where to die: the two points around which most is half done come up more often. */
  private static final List<HaltPoint> POINTS =
      List.of(
          HaltPoint.BEFORE_FILES,
          HaltPoint.AFTER_FILES,
          HaltPoint.AFTER_VACANCY,
          HaltPoint.AFTER_REJECTS,
          HaltPoint.AFTER_REJECTS,
          HaltPoint.AFTER_REJECTS,
          HaltPoint.AFTER_COMMIT,
          HaltPoint.AFTER_COMMIT,
          HaltPoint.AFTER_COMMIT,
          HaltPoint.AFTER_TIDY);

  private final Shops shop = Shops.open(ShopTables.TRANSACTIONS);
  private final SparkSession spark = shop.spark();
  private final Orders orders = new Orders(spark);
  private final String database = shop.database();
  private final Warehouse warehouse = shop.warehouse();
  private final FactTable table = warehouse.facts(ShopTables.TRANSACTIONS);
  private FactModel model;
  private Random random;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whateverHappensTheTableIsAsTheModel(long seed) {
    random = new Random(seed);
    model = new FactModel();
    List<String> story = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      step(story);
      assertAsModel(String.join("\n", story));
    }
  }

  private void step(List<String> story) {
    Optional<HaltPoint> crash = random.nextBoolean() ? Optional.empty() : Optional.of(pick(POINTS));
    int what = random.nextInt(10);
    String when = crash.map(point -> " until " + point.label()).orElse("");
    if (what < 3 || model.ids().isEmpty()) {
      String id = pick(LOADS.keySet().stream().sorted().toList());
      story.add("append " + id + when);
      append(id, crash);
    } else if (what < 6) {
      String id = pick(List.copyOf(model.ids()));
      story.add("replace " + id + when);
      replace(id, crash);
    } else if (what < 7) {
      String id = pick(List.copyOf(model.ids()));
      story.add("unload " + id + when);
      change(crash, () -> table.unload(id), () -> model.remove(id));
    } else if (what < 9) {
      story.add("merge " + merge(crash) + when);
    } else {
      story.add("sweep");
      warehouse.sweep(Duration.ZERO);
    }
    warehouse.recover();
  }

  private void append(String id, Optional<HaltPoint> crash) {
    Optional<DateRange> dates = LOADS.get(id);
    FactModel.Load load = newLoad(dates, lines(dates));
    if (model.has(id)) {
      assertThat(write(id, load, false)).isInstanceOf(AlreadyLoaded.class);
    } else if (model.overlapsOther(id, dates)) {
      assertThatThrownBy(() -> write(id, load, false))
          .isInstanceOf(MercatoException.class)
          .hasMessageContaining("overlap");
    } else {
      change(
          crash,
          () -> assertThat(write(id, load, false)).isInstanceOf(Committed.class),
          () -> model.put(id, load));
    }
  }

  private void replace(String id, Optional<HaltPoint> crash) {
    Optional<DateRange> dates = LOADS.get(id);
    List<Line> lines = lines(dates);
    if (dates.isEmpty()) {
      // A stream's load has the months of its rows, and only one of the same can replace it.
      lines.addAll(List.of(line(1, "2025-01-31"), line(101, "2025-02-01")));
    }
    FactModel.Load load = newLoad(dates, distinct(lines));
    change(
        crash,
        () -> assertThat(write(id, load, true)).isInstanceOf(Committed.class),
        () -> model.put(id, load));
  }

  private String merge(Optional<HaltPoint> crash) {
    YearMonth month = pick(List.of(YearMonth.of(2025, 1), YearMonth.of(2025, 2)));
    List<FactPartition> partitions =
        new ArrayList<>(
            table.partitions().stream().filter(part -> part.month().equals(month)).toList());
    Collections.shuffle(partitions, random);
    if (partitions.size() < 2) {
      return "nothing";
    }
    List<FactPartition> some = partitions.subList(0, 2 + random.nextInt(partitions.size() - 1));
    Set<String> ids =
        some.stream().flatMap(part -> part.loadIds().stream()).collect(Collectors.toSet());
    change(
        crash,
        () -> table.merge(month, some.stream().map(FactPartition::name).toList()),
        () -> model.merge(month, ids));
    return month + " " + ids;
  }

  /** Does a change that may die on its way: then it is there if and only if it was committed. */
  private void change(Optional<HaltPoint> crash, Runnable work, Runnable onModel) {
    boolean died = crash.isPresent() && SimulatedCrash.at(crash.get(), work);
    if (crash.isEmpty()) {
      work.run();
    }
    if (!died || crash.get().compareTo(HaltPoint.AFTER_COMMIT) >= 0) {
      onModel.run();
    }
  }

  private CommitResult write(String id, FactModel.Load load, boolean replacing) {
    try (StagedLoad staged = table.stage(id)) {
      orders.write(staged, load.lines());
      if (load.rejected() > 0) {
        orders.writeRejects(staged, load.rejected());
      }
      LoadReport report =
          new LoadReport(
              "a test",
              load.dates(),
              load.lines().size() + load.rejected(),
              load.rejected(),
              0,
              load.dates().isPresent() ? Optional.empty() : Optional.of("{\"topic\":{\"0\":1}}"));
      return replacing ? table.replace(staged, report) : table.append(staged, report);
    }
  }

  private void assertAsModel(String story) {
    assertThat(spark.table(database + ".transactions").collectAsList())
        .as(story)
        .extracting(TestFactTableProperties::line)
        .containsExactlyInAnyOrderElementsOf(model.visible());
    Map<String, FactModel.Counts> counts = new TreeMap<>();
    table.loads().forEach(load -> counts.put(load.loadId(), counts(load)));
    assertThat(counts).as(story).isEqualTo(model.counts());
    warehouse.refreshLoads();
    assertThat(loadsTable()).as(story).isEqualTo(model.counts());
    assertThat(rejectsTable()).as(story).isEqualTo(model.rejects());
    assertPartitions(story);
    assertThat(warehouse.recover().foundNothing()).as(story).isTrue();
  }

  private void assertPartitions(String story) {
    assertThat(
            table.partitions().stream()
                .map(part -> part.month() + " " + part.loadIds().stream().sorted().toList())
                .toList())
        .as(story)
        .containsExactlyInAnyOrderElementsOf(model.partitions());
    Set<Path> locations = new HashSet<>();
    for (FactPartition partition : table.partitions()) {
      assertThat(locations.add(new Path(partition.location()))).as("own directory").isTrue();
    }
    Map<String, Long> checksums = new HashMap<>();
    spark
        .table(database + ".transactions")
        .groupBy("event_month")
        .agg(RowChecksum.of(ShopTables.TRANSACTIONS))
        .collectAsList()
        .forEach(row -> checksums.put(row.getString(0), row.getLong(1)));
    Map<String, Long> told = new HashMap<>();
    table
        .partitions()
        .forEach(part -> told.merge(part.month().toString(), part.stats().checksum(), Long::sum));
    told.values().removeIf(sum -> sum == 0);
    assertThat(told).as(story).isEqualTo(checksums);
  }

  private Map<String, FactModel.Counts> loadsTable() {
    Map<String, FactModel.Counts> counts = new TreeMap<>();
    spark
        .table(database + ".loads")
        .collectAsList()
        .forEach(
            row ->
                counts.put(
                    row.getAs("load_id"),
                    new FactModel.Counts(
                        row.<Long>getAs("rows_read"),
                        row.<Long>getAs("rows_kept"),
                        row.<Long>getAs("rows_rejected"),
                        row.<Long>getAs("rows_duplicate"))));
    return counts;
  }

  private Map<String, Long> rejectsTable() {
    Map<String, Long> rejects = new HashMap<>();
    spark
        .table(database + ".rejects")
        .groupBy("load_id")
        .count()
        .collectAsList()
        .forEach(row -> rejects.put(row.getString(0), row.getLong(1)));
    return rejects;
  }

  private static FactModel.Counts counts(LoadRecord load) {
    return new FactModel.Counts(load.read(), load.kept(), load.rejected(), load.duplicates());
  }

  private FactModel.Load newLoad(Optional<DateRange> dates, List<Line> lines) {
    return new FactModel.Load(dates, lines, random.nextInt(3));
  }

  /** Some lines on those days; ids are few, so that loads have some in common. */
  private List<Line> lines(Optional<DateRange> dates) {
    DateRange range = dates.orElse(days("2025-01-01", "2025-02-28").get());
    long days = range.to().toEpochDay() - range.from().toEpochDay() + 1;
    List<Line> lines = new ArrayList<>();
    int count = dates.isEmpty() ? 6 : random.nextInt(8);
    for (int i = 0; i < count; i++) {
      LocalDate day = range.from().plusDays(random.nextInt((int) days));
      lines.add(
          new Line(day.getMonthValue() * 100L + random.nextInt(12), day, 1 + random.nextInt(9)));
    }
    if (dates.isEmpty()) {
      lines.addAll(List.of(line(1, "2025-01-31"), line(101, "2025-02-01")));
    }
    return new ArrayList<>(distinct(lines));
  }

  private static List<Line> distinct(List<Line> lines) {
    Map<Long, Line> byId = new TreeMap<>();
    lines.forEach(line -> byId.put(line.id(), line));
    return List.copyOf(byId.values());
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static Line line(Row row) {
    return new Line(
        row.<Long>getAs("transaction_id"),
        row.<java.sql.Timestamp>getAs("occurred_at")
            .toInstant()
            .atZone(ZoneOffset.UTC)
            .toLocalDate(),
        row.<Integer>getAs("quantity"));
  }

  private static Line line(long id, String day) {
    return new Line(id, LocalDate.parse(day), 1);
  }

  private static Optional<DateRange> days(String from, String to) {
    return Optional.of(new DateRange(LocalDate.parse(from), LocalDate.parse(to)));
  }
}

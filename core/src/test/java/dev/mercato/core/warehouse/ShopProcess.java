package dev.mercato.core.warehouse;

import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.warehouse.Orders.Line;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** A process of its own with a shop, for tests that kill it; says what it found, then works. */
final class ShopProcess {
  static final String FOUND = "FOUND ";
  private static final DateRange DAYS =
      new DateRange(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 2, 28));

  private final SparkSession spark;
  private final Orders orders;
  private final Warehouse warehouse;
  private final FactTable table;

  private ShopProcess(Path home) {
    this.spark = EmbeddedSpark.open(home);
    this.orders = new Orders(spark);
    this.warehouse =
        new Warehouse(
            spark,
            "shop",
            home.resolve("warehouse").toString(),
            List.of(ShopTables.TRANSACTIONS, ShopTables.REJECTS, ShopTables.LOADS),
            Clock.systemUTC(),
            Duration.ZERO);
    this.table = warehouse.facts(ShopTables.TRANSACTIONS);
  }

  /** Arguments: the home, then what to do: {@code append}, {@code replace}, {@code merge}. */
  public static void main(String[] arguments) {
    ShopProcess shop = new ShopProcess(Path.of(arguments[0]));
    shop.warehouse.recover();
    shop.warehouse.create();
    System.out.println(FOUND + shop.contents());
    for (String what : List.of(arguments).subList(1, arguments.length)) {
      switch (what) {
        case "append" -> shop.load(false, 1, 2);
        case "replace" -> shop.load(true, 3, 1);
        case "merge" -> shop.merge();
        default -> throw new IllegalArgumentException(what);
      }
    }
    shop.warehouse.refreshLoads();
    System.out.println(FOUND + shop.contents());
    Runtime.getRuntime().halt(0);
  }

  private void load(boolean replacing, long id, int rejected) {
    try (StagedLoad staged = table.stage("winter")) {
      List<Line> lines =
          List.of(
              new Line(id, LocalDate.of(2025, 1, 5), 1),
              new Line(id + 1, LocalDate.of(2025, 2, 5), 1));
      orders.write(staged, lines);
      orders.writeRejects(staged, rejected);
      LoadReport report = LoadReport.batch("a test", DAYS, 2 + rejected, rejected);
      if (replacing) {
        table.replace(staged, report);
      } else {
        table.append(staged, report);
      }
    }
  }

  /** Brings a second load that has an order of the first, and merges the two. */
  private void merge() {
    String point = System.clearProperty(HaltPoint.PROPERTY);
    try (StagedLoad staged = table.stage("stream")) {
      orders.write(staged, List.of(new Line(3, LocalDate.of(2025, 1, 5), 1)));
      table.append(staged, LoadReport.stream("a topic", 1, 0, 0, "{}"));
    }
    System.setProperty(HaltPoint.PROPERTY, point);
    table.merge(YearMonth.of(2025, 1), List.of("winter", "stream"));
  }

  private String contents() {
    String rows =
        spark
            .sql("SELECT transaction_id FROM shop.transactions ORDER BY 1")
            .collectAsList()
            .stream()
            .map(row -> Long.toString(row.getLong(0)))
            .collect(Collectors.joining(","));
    String loads =
        spark
            .sql("SELECT load_id, rows_kept, rows_replaced FROM shop.loads ORDER BY 1")
            .collectAsList()
            .stream()
            .map(row -> "%s:%d:%d".formatted(row.getString(0), row.getLong(1), row.getLong(2)))
            .collect(Collectors.joining(","));
    return "rows=%s rejects=%d loads=%s"
        .formatted(rows, spark.table("shop.rejects").count(), loads);
  }
}

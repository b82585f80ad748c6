package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.table.MartTables;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.FactPartition;
import dev.mercato.core.warehouse.FactTable;
import dev.mercato.core.warehouse.LoadReport;
import dev.mercato.core.warehouse.LoadedTable;
import dev.mercato.core.warehouse.MonthStats;
import dev.mercato.core.warehouse.StagedLoad;
import dev.mercato.core.warehouse.StagedMart;
import dev.mercato.core.warehouse.Warehouse;
import dev.mercato.etl.Platform;
import dev.mercato.etl.marts.ShopRows.Product;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A database of its own, and loads into it. */
final class LoadedShop {
  private final SparkSession spark = Platform.spark();
  private final JobContext context;
  private final Warehouse warehouse;

  LoadedShop() {
    context = Platform.fresh(Map.of());
    Settings settings = context.settings();
    warehouse = new Warehouse(spark, settings.database(), settings.locations().warehouse());
    warehouse.create();
  }

  void load(RandomShop shop, String from, String to) {
    DateRange days = new DateRange(LocalDate.parse(from), LocalDate.parse(to));
    loadFacts(days, shop.lines(days.from(), days.to()), shop.events(days.from(), days.to()), false);
  }

  void replace(RandomShop shop, String from, String to) {
    DateRange days = new DateRange(LocalDate.parse(from), LocalDate.parse(to));
    loadFacts(days, shop.lines(days.from(), days.to()), shop.events(days.from(), days.to()), true);
  }

  private void loadFacts(
      DateRange days, List<ShopRows.Line> lines, List<ShopRows.Event> events, boolean replace) {
    commit(ShopTables.TRANSACTIONS, days, ShopRows.lines(lines), lines.size(), replace);
    commit(ShopTables.CLICKSTREAM, days, ShopRows.events(events), events.size(), replace);
  }

  void loadUsers(RandomShop shop, String day) {
    DateRange days = new DateRange(LocalDate.parse(day), LocalDate.parse(day));
    commit(ShopTables.USERS, days, ShopRows.users(shop.users()), shop.users().size(), false);
  }

  void loadProducts(List<Product> products, String day) {
    DateRange days = new DateRange(LocalDate.parse(day), LocalDate.parse(day));
    commit(ShopTables.PRODUCTS, days, ShopRows.products(products), products.size(), false);
  }

  private void commit(Table table, DateRange days, Dataset<Row> rows, int count, boolean replace) {
    LoadedTable loaded = warehouse.loaded(table);
    try (StagedLoad staged = loaded.stage(days.batchName())) {
      if (loaded instanceof FactTable) {
        rows.withColumn(Table.EVENT_MONTH, MonthStats.eventMonth(col(Table.EVENT_TIME)))
            .coalesce(1)
            .write()
            .partitionBy(Table.EVENT_MONTH)
            .parquet(staged.directory());
      } else {
        rows.coalesce(1).write().parquet(staged.directory());
      }
      LoadReport report = LoadReport.batch("test", days, count, 0);
      if (replace) {
        loaded.replace(staged, report);
      } else {
        loaded.append(staged, report);
      }
    }
  }

  void unload(String from, String to) {
    warehouse.facts(ShopTables.TRANSACTIONS).unload(from + "_" + to);
    warehouse.facts(ShopTables.CLICKSTREAM).unload(from + "_" + to);
  }

  void unloadEvents(String from, String to) {
    warehouse.facts(ShopTables.CLICKSTREAM).unload(from + "_" + to);
  }

  void merge(String month) {
    for (Table table : List.of(ShopTables.TRANSACTIONS, ShopTables.CLICKSTREAM)) {
      FactTable facts = warehouse.facts(table);
      YearMonth wanted = YearMonth.parse(month);
      facts.merge(
          wanted,
          facts.partitions().stream()
              .filter(partition -> partition.month().equals(wanted))
              .map(FactPartition::name)
              .toList());
    }
  }

  MartsResult marts() {
    return new MartsJob(context, MartsOptions.changes()).execute();
  }

  /** A run that is broken off: another writer has the table when its turn comes. */
  void martsBrokenOffBefore(Table busy) {
    try (StagedMart other = warehouse.mart(busy).stage()) {
      assertThatThrownBy(this::marts)
          .isInstanceOf(MercatoException.class)
          .hasMessageContaining(busy.name());
    }
  }

  MartsResult martsFromScratch() {
    return new MartsJob(context, new MartsOptions(true)).execute();
  }

  Dataset<Row> table(Table table) {
    return spark.table(context.settings().database() + "." + table.name());
  }

  /** All rows of all marts as text. */
  Map<String, List<String>> contents() {
    Map<String, List<String>> contents = new TreeMap<>();
    for (Table table : MartTables.ALL) {
      contents.put(table.name(), ShopRows.text(table(table), table(table).columns()));
    }
    return contents;
  }
}

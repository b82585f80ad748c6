package dev.mercato.etl.marts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.table.MartTables;
import dev.mercato.core.table.ShopTables;
import dev.mercato.etl.marts.ShopRows.Product;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestMartsJob {
  private static final YearMonth JANUARY = YearMonth.of(2025, 1);
  private static final YearMonth FEBRUARY = YearMonth.of(2025, 2);
  private static final YearMonth MARCH = YearMonth.of(2025, 3);
  private static final YearMonth APRIL = YearMonth.of(2025, 4);

  private final RandomShop shop = new RandomShop(1);
  private LoadedShop tables;

  @BeforeEach
  void newTables() {
    tables = new LoadedShop();
  }

  @Test
  void withNothingLoadedAllMartsAreEmpty() {
    tables.marts();

    assertThat(tables.contents()).allSatisfy((mart, rows) -> assertThat(rows).isEmpty());
  }

  @Test
  void theMartsAgreeWithTheOrdersToTheCentWithAndWithoutEvents() {
    tables.loadProducts(shop.products(), "2025-01-01");
    tables.load(shop, "2025-01-01", "2025-03-31");
    tables.marts();

    String paid =
        sum(
            ShopTables.TRANSACTIONS,
            "sum(amount) - sum(if(status <> 'completed' and status_at < '2025-04-01', amount, 0.00))");
    assertThat(sum(MartTables.DAILY_SALES, "sum(net_revenue)")).isEqualTo(paid);
    assertThat(sum(MartTables.PRODUCT_PERFORMANCE, "sum(net_revenue)")).isEqualTo(paid);
    String byCustomers =
        sum(
            ShopTables.TRANSACTIONS,
            "sum(if(user_id is null, 0, amount)) - sum(if(user_id is not null and status <> 'completed' and status_at < '2025-04-01', amount, 0))");
    assertThat(sum(MartTables.CUSTOMER_360, "sum(lifetime_value)")).isEqualTo(byCustomers);
    assertThat(sum(MartTables.COHORT_RETENTION, "sum(net_revenue)")).isEqualTo(byCustomers);
    assertThat(sum(MartTables.DAILY_SALES, "sum(gross_revenue)"))
        .isEqualTo(sum(ShopTables.TRANSACTIONS, "sum(quantity * unit_price)"));
    assertThat(sum(MartTables.SESSIONS, "sum(events)"))
        .isEqualTo(sum(ShopTables.CLICKSTREAM, "count(*)"));
    assertThat(sum(MartTables.FUNNEL_DAILY, "sum(sessions)"))
        .isEqualTo(sum(ShopTables.CLICKSTREAM, "count(distinct session_id)"));

    tables.unloadEvents("2025-01-01", "2025-03-31");
    MartsResult result = tables.marts();
    assertThat(result.mart("sessions").orElseThrow().vanished())
        .containsExactly(JANUARY, FEBRUARY, MARCH);
    assertThat(result.mart("daily_sales").orElseThrow().upToDate()).isTrue();
    assertThat(sum(MartTables.SESSIONS, "count(*)")).isEqualTo("0");
    assertThat(sum(MartTables.FUNNEL_DAILY, "count(*)")).isEqualTo("0");
    assertThat(sum(MartTables.PRODUCT_PERFORMANCE, "sum(net_revenue)")).isEqualTo(paid);
    assertThat(sum(MartTables.PRODUCT_PERFORMANCE, "sum(views)")).isEqualTo("0");
  }

  @Test
  void incrementalEqualsFromScratchWhateverWasLoadedReplacedMergedAndTakenOut() {
    tables.loadProducts(shop.products(), "2025-01-01");
    tables.loadUsers(shop, "2025-01-01");
    tables.load(shop, "2025-02-10", "2025-02-28");
    tables.load(shop, "2025-03-01", "2025-03-01");
    tables.marts();
    tables.load(shop, "2025-01-20", "2025-02-09");
    tables.marts();
    tables.replace(new RandomShop(2), "2025-03-01", "2025-03-01");
    assertIncrementalEqualsFromScratch("a backfill over the end of a month, and a day replaced");
    tables.merge("2025-02");
    tables.unload("2025-01-20", "2025-02-09");
    tables.unload("2025-03-01", "2025-03-01");
    assertIncrementalEqualsFromScratch("merged, a load inside taken out, and the last day");
  }

  private void assertIncrementalEqualsFromScratch(String when) {
    tables.marts();
    Map<String, List<String>> incremental = tables.contents();
    assertThat(tables.marts().marts()).as(when).allMatch(MartResult::upToDate);
    tables.martsFromScratch();
    assertThat(tables.contents()).as(when).isEqualTo(incremental);
  }

  @Test
  void whatIsNewCostsTheMonthsThatItTouches() {
    tables.loadProducts(shop.products(), "2025-01-01");
    tables.loadProducts(List.of(new Product(99, "late", "1.00")), "2025-02-01");
    tables.load(shop, "2025-01-01", "2025-03-14");
    tables.marts();

    tables.load(shop, "2025-03-15", "2025-03-17");
    aNewDayCostsItsMonth(tables.marts());

    tables.merge("2025-03");
    assertThat(tables.marts().marts()).as("a merge").allMatch(MartResult::upToDate);

    tables.loadProducts(List.of(new Product(100, "new", "1.00")), "2025-02-02");
    MartsResult result = tables.marts();
    assertThat(result.mart("daily_sales").orElseThrow().upToDate()).as("a new product").isTrue();
    assertThat(result.mart("product_performance").orElseThrow().causes())
        .containsExactly(Cause.PRODUCTS);

    tables.load(shop, "2025-03-18", "2025-04-02");
    tables.martsBrokenOffBefore(MartTables.PRODUCT_MONTHS);
    List<Product> moved = new ArrayList<>(shop.products());
    moved.replaceAll(product -> new Product(product.id(), "moved", product.cost()));
    tables.loadProducts(moved, "2025-02-03");
    anotherCategoryCostsTheMonthsInWhichTheProductsSold(tables.marts());
    Map<String, List<String>> incremental = tables.contents();
    tables.martsFromScratch();
    assertThat(tables.contents()).isEqualTo(incremental);
  }

  private static void aNewDayCostsItsMonth(MartsResult result) {
    for (String mart : List.of("daily_sales", "customer_months", "product_months")) {
      assertThat(result.mart(mart).orElseThrow().months().keySet()).as(mart).containsExactly(MARCH);
    }
    for (String mart : List.of("sessions", "funnel_daily")) {
      assertThat(result.mart(mart).orElseThrow().months())
          .as(mart)
          .isEqualTo(Map.of(MARCH, List.of(Cause.EVENTS)));
    }
    assertThat(result.mart("daily_sales").orElseThrow().months())
        .isEqualTo(Map.of(MARCH, List.of(Cause.ORDERS, Cause.LAST_DAY)));
  }

  private void anotherCategoryCostsTheMonthsInWhichTheProductsSold(MartsResult result) {
    assertThat(result.mart("daily_sales").orElseThrow().months())
        .isEqualTo(
            Map.of(
                JANUARY, List.of(Cause.CATALOGUE),
                FEBRUARY, List.of(Cause.CATALOGUE),
                MARCH, List.of(Cause.CATALOGUE),
                APRIL, List.of(Cause.CATALOGUE)));
    assertThat(sum(MartTables.DAILY_SALES, "max(category)")).isEqualTo("moved");
  }

  private String sum(dev.mercato.core.table.Table table, String expression) {
    return tables.table(table).selectExpr("cast(" + expression + " as string)").head().getString(0);
  }
}

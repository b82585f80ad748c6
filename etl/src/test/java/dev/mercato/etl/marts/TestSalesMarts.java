package dev.mercato.etl.marts;

import static dev.mercato.etl.marts.ShopRows.Line.completed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.etl.marts.ShopRows.Line;
import dev.mercato.etl.marts.ShopRows.Product;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TestSalesMarts {
  private static final YearMonth JANUARY = YearMonth.of(2025, 1);
  private static final YearMonth FEBRUARY = YearMonth.of(2025, 2);
  private static final Dataset<Row> CATALOGUE =
      ShopRows.products(
          List.of(
              new Product(1, "books", "4.00"),
              new Product(2, "books", "5.00"),
              new Product(3, "toys", null)));
  private static final String[] COUNTS = {
    "day", "category", "orders", "lines", "units", "refunded_lines", "cancelled_lines"
  };
  private static final String[] AMOUNTS = {
    "day",
    "category",
    "gross_revenue",
    "discount",
    "refunded_revenue",
    "cancelled_revenue",
    "net_revenue"
  };

  @Test
  void anOrderCountsOnceInEachOfItsCategories() {
    Dataset<Row> sales =
        dailySales(
            List.of(
                completed(1, 100, 7L, 1, "10.00", "2025-01-05T10:00:00"),
                completed(2, 100, 7L, 2, "20.50", "2025-01-05T10:00:00").times(2, "1.25"),
                completed(3, 100, 7L, 3, "5.00", "2025-01-05T10:00:00"),
                completed(4, 101, null, 3, "5.00", "2025-01-05T23:59:59")),
            LocalDate.of(2025, 1, 31));

    assertThat(ShopRows.text(sales, COUNTS))
        .containsExactly("2025-01-05 books 1 2 3 0 0", "2025-01-05 toys 2 2 2 0 0");
    assertThat(ShopRows.text(sales, AMOUNTS))
        .containsExactly(
            "2025-01-05 books 51.00 1.25 0.00 0.00 49.75",
            "2025-01-05 toys 10.00 0.00 0.00 0.00 10.00");
  }

  @Test
  void aSaleStandsOnItsDayAndItsRefundOnTheDayItWasRefunded() {
    Dataset<Row> sales =
        dailySales(
            List.of(
                completed(1, 100, 7L, 1, "10.00", "2025-01-30T10:00:00")
                    .times(3, "2.00")
                    .ended("refunded", "2025-02-10T00:00:00"),
                completed(2, 101, 7L, 1, "10.00", "2025-01-30T10:00:00")
                    .ended("failed", "2025-01-30T10:01:00"),
                completed(3, 102, 7L, 1, "10.00", "2025-01-30T10:00:00")
                    .ended("cancelled", "2025-01-31T10:00:00")),
            LocalDate.of(2025, 2, 28));

    assertThat(ShopRows.text(sales, COUNTS))
        .containsExactly(
            "2025-01-30 books 3 3 5 0 1",
            "2025-01-31 books 0 0 0 0 1",
            "2025-02-10 books 0 0 0 1 0");
    assertThat(ShopRows.text(sales, AMOUNTS))
        .containsExactly(
            "2025-01-30 books 50.00 2.00 0.00 10.00 38.00",
            "2025-01-31 books 0.00 0.00 0.00 10.00 -10.00",
            "2025-02-10 books 0.00 0.00 28.00 0.00 -28.00");
  }

  @Test
  void whatHappensAfterTheLastLoadedDayIsNotKnownYet() {
    List<Line> lines =
        List.of(
            completed(1, 100, 7L, 1, "10.00", "2025-01-30T10:00:00")
                .ended("refunded", "2025-02-10T00:00:00"));

    assertThat(ShopRows.text(dailySales(lines, LocalDate.of(2025, 2, 9)), AMOUNTS))
        .containsExactly("2025-01-30 books 10.00 0.00 0.00 0.00 10.00");
    assertThat(ShopRows.text(dailySales(lines, LocalDate.of(2025, 2, 10)), "day", "net_revenue"))
        .containsExactly("2025-01-30 10.00", "2025-02-10 -10.00");
  }

  @Test
  void aProductThatIsNotListedHasAnUnknownCategory() {
    Dataset<Row> sales =
        dailySales(
            List.of(completed(1, 100, 7L, 99, "10.00", "2025-01-05T10:00:00")),
            LocalDate.of(2025, 1, 31));

    assertThat(ShopRows.text(sales, "category", "net_revenue")).containsExactly("unknown 10.00");
  }

  @Test
  void aMonthThatIsNotComputedHasNoEntries() {
    Dataset<Row> lines =
        ShopRows.lines(
            List.of(
                completed(1, 100, 7L, 1, "10.00", "2025-01-05T10:00:00")
                    .ended("refunded", "2025-02-03T00:00:00"),
                completed(2, 101, 7L, 1, "10.00", "2025-02-05T10:00:00"),
                completed(3, 102, 7L, 1, "10.00", "2025-03-05T10:00:00")));
    Dataset<Row> entries =
        Ledger.entries(
            lines,
            CATALOGUE,
            BookedDays.of(List.of(JANUARY, YearMonth.of(2025, 3)), LocalDate.of(2025, 3, 31)));

    assertThat(ShopRows.text(entries, "day")).containsExactly("2025-01-05", "2025-03-05");
  }

  @Test
  void aCustomersMonthHoldsOrdersPlacedAndReversedAndLeavesGuestsOut() {
    Dataset<Row> months =
        CustomerMonths.of(
            entries(
                List.of(
                    completed(1, 100, 7L, 1, "10.00", "2025-01-05T10:00:00"),
                    completed(2, 100, 7L, 3, "6.00", "2025-01-05T10:00:00"),
                    completed(3, 101, 7L, 2, "9.00", "2025-01-20T10:00:00")
                        .times(2, "0.00")
                        .ended("refunded", "2025-02-01T00:00:00"),
                    completed(4, 102, null, 2, "9.00", "2025-01-20T10:00:00")),
                LocalDate.of(2025, 2, 28)));

    assertThat(
            ShopRows.text(
                months,
                "event_month",
                "user_id",
                "orders",
                "units",
                "revenue",
                "reversed_orders",
                "reversed_revenue",
                "net_revenue",
                "margin",
                "first_order_at",
                "last_order_at"))
        .containsExactly(
            "2025-01 7 2 4 34.00 0 0.00 34.00 14.00 2025-01-05 10:00:00.0 2025-01-20 10:00:00.0",
            "2025-02 7 0 0 0.00 1 18.00 -18.00 -8.00 null null");
  }

  private static Dataset<Row> dailySales(List<Line> lines, LocalDate asOf) {
    return DailySales.of(entries(lines, asOf));
  }

  private static Dataset<Row> entries(List<Line> lines, LocalDate asOf) {
    Dataset<Row> rows = ShopRows.lines(lines);
    return Ledger.entries(rows, CATALOGUE, BookedDays.of(List.of(JANUARY, FEBRUARY), asOf));
  }
}

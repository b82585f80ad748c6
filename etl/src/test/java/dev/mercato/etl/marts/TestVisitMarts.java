package dev.mercato.etl.marts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.etl.marts.ShopRows.Event;
import dev.mercato.etl.marts.ShopRows.Line;
import dev.mercato.etl.marts.ShopRows.Product;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TestVisitMarts {

  @Test
  void aSessionIsOneRowThatTellsHowFarItWent() {
    Dataset<Row> sessions =
        Sessions.of(
            ShopRows.events(
                List.of(
                    event(1, 50, "page_view", null, "2025-01-05T10:00:00"),
                    event(2, 50, "search", null, "2025-01-05T10:00:10"),
                    event(3, 50, "product_view", 1L, "2025-01-05T10:00:20"),
                    event(4, 50, "add_to_cart", 1L, "2025-01-05T10:00:30"),
                    event(5, 50, "add_to_cart", 2L, "2025-01-05T10:00:40"),
                    event(6, 50, "remove_from_cart", 2L, "2025-01-05T10:00:50"),
                    event(7, 50, "checkout", null, "2025-01-05T10:01:00"),
                    new Event(
                        8,
                        50,
                        7L,
                        "purchase",
                        null,
                        900L,
                        "mobile",
                        "ads",
                        "2025-01-05T10:01:30.9"),
                    event(9, 51, "page_view", null, "2025-01-06T00:00:00"))));

    assertThat(
            ShopRows.text(
                sessions,
                "session_id",
                "user_id",
                "started_at",
                "duration_seconds",
                "events",
                "searches",
                "views",
                "carts",
                "removals",
                "checked_out",
                "purchased",
                "order_id",
                "device",
                "referrer",
                "event_month"))
        .containsExactly(
            "50 7 2025-01-05 10:00:00.0 90 8 1 1 2 1 true true 900 mobile ads 2025-01",
            "51 7 2025-01-06 00:00:00.0 0 1 0 0 0 0 false false null mobile ads 2025-01");
  }

  @Test
  void deviceAndReferrerAreThoseOfTheFirstEvent() {
    Dataset<Row> sessions =
        Sessions.of(
            ShopRows.events(
                List.of(
                    new Event(
                        1,
                        50,
                        null,
                        "page_view",
                        null,
                        null,
                        "tablet",
                        null,
                        "2025-01-31T23:00:00"),
                    new Event(
                        2,
                        50,
                        7L,
                        "page_view",
                        null,
                        null,
                        "desktop",
                        "ads",
                        "2025-01-31T22:59:59"),
                    new Event(
                        3, 51, null, "page_view", null, null, null, "ads", "2025-01-01T00:00:00"),
                    new Event(
                        4, 52, null, "page_view", null, null, "ads", null, "2025-01-01T00:00:00"),
                    new Event(
                        5, 53, null, "page_view", null, null, null, null, "2025-01-01T00:00:00"))));

    assertThat(ShopRows.text(sessions, "session_id", "user_id", "device", "referrer"))
        .containsExactly(
            "50 7 desktop ads", "51 null null ads", "52 null ads null", "53 null null null");
  }

  @Test
  void aSessionOverTheEndOfAMonthIsOneInEach() {
    Dataset<Row> sessions =
        Sessions.of(
            ShopRows.events(
                List.of(
                    event(1, 50, "page_view", null, "2025-01-31T23:59:59"),
                    event(2, 50, "page_view", null, "2025-02-01T00:00:00"))));

    assertThat(ShopRows.text(sessions, "event_month", "session_id", "events"))
        .containsExactly("2025-01 50 1", "2025-02 50 1");
  }

  @Test
  void theFunnelCountsVisitsByDayAndDevice() {
    Dataset<Row> funnel =
        FunnelDaily.of(
            Sessions.of(
                ShopRows.events(
                    List.of(
                        event(1, 50, "product_view", 1L, "2025-01-05T10:00:00"),
                        event(2, 51, "product_view", 1L, "2025-01-05T11:00:00"),
                        event(3, 51, "add_to_cart", 1L, "2025-01-05T11:01:00"),
                        event(4, 52, "page_view", null, "2025-01-05T12:00:00"),
                        new Event(
                            5,
                            53,
                            7L,
                            "page_view",
                            null,
                            null,
                            null,
                            null,
                            "2025-01-05T13:00:00")))));

    assertThat(
            ShopRows.text(
                funnel,
                "day",
                "device",
                "sessions",
                "viewed",
                "carted",
                "checked_out",
                "purchased",
                "cart_rate",
                "checkout_rate",
                "purchase_rate",
                "conversion"))
        .containsExactly(
            "2025-01-05 mobile 3 2 1 0 0 0.5 0.0 null 0.0",
            "2025-01-05 unknown 1 0 0 0 0 null null null 0.0");
  }

  @Test
  void aProductIsToldOnceWithWhatItSoldAndHowOftenItWasSeen() {
    Dataset<Row> catalogue =
        ShopRows.products(List.of(new Product(1, "books", "4.00"), new Product(2, "toys", null)));
    Dataset<Row> lines =
        ShopRows.lines(
            List.of(
                Line.completed(1, 100, 7L, 1, "10.00", "2025-01-05T10:00:00").times(4, "4.00"),
                Line.completed(2, 101, 7L, 1, "10.00", "2025-02-05T10:00:00")
                    .ended("refunded", "2025-02-06T10:00:00"),
                Line.completed(3, 102, 7L, 9, "1.00", "2025-02-05T10:00:00")));
    Dataset<Row> events =
        ShopRows.events(
            List.of(
                event(1, 50, "product_view", 1L, "2025-01-05T10:00:00"),
                event(2, 50, "product_view", 1L, "2025-02-05T10:00:00"),
                event(3, 50, "add_to_cart", 1L, "2025-02-05T10:00:00"),
                event(4, 50, "page_view", null, "2025-02-05T10:00:00")));
    Dataset<Row> entries =
        Ledger.entries(
            lines,
            catalogue,
            BookedDays.of(
                List.of(YearMonth.of(2025, 1), YearMonth.of(2025, 2)), LocalDate.of(2025, 2, 28)));
    Dataset<Row> products =
        ProductPerformance.of(ProductMonths.of(entries, events, catalogue), catalogue);

    assertThat(
            ShopRows.text(
                products,
                "product_id",
                "category",
                "lines",
                "units",
                "gross_revenue",
                "net_revenue",
                "margin",
                "views",
                "carts",
                "conversion",
                "refund_rate",
                "first_sold_at",
                "last_sold_at"))
        .containsExactly(
            "1 books 2 5 50.00 36.00 20.00 2 1 1.0 0.2 2025-01-05 10:00:00.0 2025-02-05 10:00:00.0",
            "2 toys 0 0 0.00 0.00 null 0 0 null null null null",
            "9 unknown 1 1 1.00 1.00 null 0 0 null 0.0 2025-02-05 10:00:00.0 2025-02-05 10:00:00.0");
  }

  private static Event event(long id, long session, String type, Long product, String at) {
    return new Event(id, session, 7L, type, product, null, "mobile", "ads", at);
  }
}

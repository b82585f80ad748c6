package dev.mercato.etl.marts;

import static dev.mercato.etl.marts.ShopRows.Line.completed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.etl.marts.ShopRows.Line;
import dev.mercato.etl.marts.ShopRows.User;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TestCustomerMarts {
  private static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);
  private static final List<YearMonth> MONTHS =
      List.of(YearMonth.of(2025, 1), YearMonth.of(2025, 2), YearMonth.of(2025, 3));

  @Test
  void aCustomersValueIsWhatStandsAfterReversals() {
    Dataset<Row> customers =
        customers(
            List.of(
                completed(1, 100, 7L, 1, "10.00", "2025-01-05T10:00:00"),
                completed(2, 101, 7L, 1, "20.01", "2025-03-29T10:00:00"),
                completed(3, 102, 7L, 1, "50.00", "2025-03-29T12:00:00")
                    .ended("cancelled", "2025-03-30T10:00:00")));

    assertThat(
            ShopRows.text(
                customers,
                "user_id",
                "country",
                "recency_days",
                "orders",
                "frequency",
                "revenue",
                "reversed_revenue",
                "lifetime_value",
                "average_order_value",
                "active_months",
                "as_of"))
        .containsExactly("7 Spain 2 3 2 80.01 50.00 30.01 15.01 2 2025-03-31");
  }

  @Test
  void scoresAreQuintilesAndSegmentsFollowFromThem() {
    List<Line> lines = new ArrayList<>();
    // Customer c of 1 to 10 places c orders of c times ten, the last on day 2c of March.
    for (long c = 1; c <= 10; c++) {
      for (int n = 0; n < c; n++) {
        String at = String.format(Locale.ROOT, "2025-03-%02dT10:00:00", 2 * c);
        lines.add(completed(c * 100 + n, c * 100 + n, c, 1, 10 * c + ".00", at));
      }
    }

    assertThat(
            ShopRows.text(customers(lines), "user_id", "r_score", "f_score", "m_score", "segment"))
        .containsExactly(
            "1 1 1 1 One-time",
            "10 5 5 5 VIP",
            "2 1 1 1 Casual",
            "3 2 2 2 Casual",
            "4 2 2 2 Casual",
            "5 3 3 3 Regular",
            "6 3 3 3 Regular",
            "7 4 4 4 Regular",
            "8 4 4 4 Regular",
            "9 5 5 5 VIP");
  }

  @Test
  void customersOfEqualValuesHaveEqualScoresHoweverTheDataIsPartitioned() {
    List<Line> lines = new ArrayList<>();
    for (long user = 1; user <= 40; user++) {
      lines.add(completed(user, user, user, 1, user % 2 + 1 + ".00", "2025-02-01T00:00:00"));
    }
    Dataset<Row> months = customerMonths(lines);
    List<String> scores =
        ShopRows.text(Customer360.of(months, users(), AS_OF), "user_id", "rfm_score");
    Dataset<Row> scattered = months.repartition(7);

    assertThat(ShopRows.text(Customer360.of(scattered, users(), AS_OF), "user_id", "rfm_score"))
        .isEqualTo(scores);
    assertThat(
            Customer360.of(months, users(), AS_OF).select("r_score", "f_score").distinct().count())
        .isEqualTo(1);
  }

  @Test
  void aCustomerWhoseOnlyOrderWasReversedIsOneTimeAndHasNoAverage() {
    Dataset<Row> customers =
        customers(
            List.of(
                completed(1, 100, 7L, 1, "10.00", "2025-01-05T10:00:00")
                    .ended("failed", "2025-01-05T10:00:00")));

    assertThat(
            ShopRows.text(
                customers, "frequency", "lifetime_value", "average_order_value", "segment"))
        .containsExactly("0 0.00 null One-time");
  }

  @Test
  void anOrderStandsWhileOneOfItsLinesDoesAndIsReversedOnce() {
    Dataset<Row> customers =
        customers(
            List.of(
                completed(1, 100, 7L, 1, "10.00", "2025-01-05T10:00:00")
                    .ended("refunded", "2025-01-20T10:00:00"),
                completed(2, 100, 7L, 2, "20.00", "2025-01-05T10:00:00"),
                completed(3, 101, 8L, 1, "10.00", "2025-01-05T10:00:00")
                    .ended("refunded", "2025-01-20T10:00:00"),
                completed(4, 101, 8L, 2, "20.00", "2025-01-05T10:00:00")
                    .ended("refunded", "2025-02-20T10:00:00"),
                completed(5, 102, 8L, 2, "20.00", "2025-01-05T10:00:00"),
                completed(6, 103, 9L, 1, "10.00", "2025-01-05T10:00:00")
                    .ended("refunded", "2025-01-20T10:00:00"),
                completed(7, 103, 9L, 2, "20.00", "2025-01-05T10:00:00")
                    .ended("refunded", "2025-04-02T10:00:00")));

    assertThat(ShopRows.text(customers, "user_id", "orders", "frequency", "lifetime_value"))
        .containsExactly("7 1 1 20.00", "8 2 1 20.00", "9 1 1 20.00");
  }

  @Test
  void aCohortIsTheMonthOfTheFirstOrderAndIsFollowedMonthByMonth() {
    Dataset<Row> cohorts =
        CohortRetention.of(
            customerMonths(
                List.of(
                    completed(1, 100, 1L, 1, "10.00", "2025-01-05T10:00:00"),
                    completed(2, 101, 2L, 1, "10.00", "2025-01-31T23:59:59")
                        .ended("refunded", "2025-02-20T10:00:00"),
                    completed(3, 102, 1L, 1, "30.00", "2025-02-01T00:00:00"),
                    completed(4, 103, 1L, 1, "5.00", "2025-03-01T00:00:00"),
                    completed(5, 104, 1L, 1, "5.00", "2025-03-02T00:00:00"),
                    completed(6, 105, 3L, 1, "7.00", "2025-03-01T00:00:00"))));

    assertThat(
            ShopRows.text(
                cohorts,
                "cohort_month",
                "months_since",
                "cohort_size",
                "customers",
                "retention",
                "orders",
                "net_revenue"))
        .containsExactly(
            "2025-01 0 2 2 1.0 2 20.00",
            "2025-01 1 2 1 0.5 1 20.00",
            "2025-01 2 2 1 0.5 2 10.00",
            "2025-03 0 1 1 1.0 1 7.00");
  }

  @Test
  void withoutOrdersThereAreNoCustomersAndNoCohorts() {
    assertThat(customers(List.of()).count()).isZero();
    assertThat(CohortRetention.of(customerMonths(List.of())).count()).isZero();
  }

  private static Dataset<Row> customers(List<Line> lines) {
    return Customer360.of(customerMonths(lines), users(), AS_OF);
  }

  private static Dataset<Row> customerMonths(List<Line> lines) {
    Dataset<Row> rows = ShopRows.lines(lines);
    Dataset<Row> noProducts = ShopRows.products(List.of());
    return CustomerMonths.of(Ledger.entries(rows, noProducts, BookedDays.of(MONTHS, AS_OF)));
  }

  private static Dataset<Row> users() {
    return ShopRows.users(List.of(new User(7, "Spain")));
  }
}

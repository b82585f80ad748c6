package dev.mercato.etl.report.section;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.sum;

import dev.mercato.core.table.ShopTables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** The shop in a few figures; each part is empty where its table is. */
record Headline(
    Optional<SalesTotals> sales,
    Optional<Orders> orders,
    Optional<Visits> visits,
    long customers,
    long users) {

  /** What was ordered: orders, and their amounts before any came back. */
  record Orders(long orders, BigDecimal amount) {
    BigDecimal averageValue() {
      return amount.divide(BigDecimal.valueOf(orders), 2, RoundingMode.HALF_UP);
    }
  }

  /** How many visits there were, and how many bought. */
  record Visits(long sessions, long purchased) {}

  /** What the tables hold, if anything. */
  static Optional<Headline> of(ShopData data) {
    Headline headline =
        new Headline(
            Optional.of(SalesTotals.of(data)).filter(sales -> !sales.isEmpty()),
            orders(data),
            visits(data),
            Segments.of(data).customers(),
            data.rows(ShopTables.USERS).count());
    boolean nothing =
        headline.sales().isEmpty()
            && headline.orders().isEmpty()
            && headline.visits().isEmpty()
            && headline.users() == 0;
    return nothing ? Optional.empty() : Optional.of(headline);
  }

  private static Optional<Orders> orders(ShopData data) {
    Row row =
        data.rows(ShopTables.TRANSACTIONS)
            .agg(count_distinct(col("order_id")), sum("amount"))
            .first();
    return row.isNullAt(1)
        ? Optional.empty()
        : Optional.of(new Orders(row.getLong(0), row.getDecimal(1)));
  }

  private static Optional<Visits> visits(ShopData data) {
    VisitDays visits = VisitDays.of(data);
    return visits.days().isEmpty()
        ? Optional.empty()
        : Optional.of(new Visits(visits.all().sessions(), visits.all().bought()));
  }
}

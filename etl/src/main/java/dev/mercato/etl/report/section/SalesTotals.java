package dev.mercato.etl.report.section;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;

import dev.mercato.core.table.MartTables;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * The sales of all days together.
 *
 * @param categories by net revenue, the largest first
 */
record SalesTotals(List<Total> categories) {

  /** What a category sold, and when. */
  record Total(
      String category, BigDecimal net, BigDecimal reversed, LocalDate first, LocalDate last) {}

  SalesTotals {
    categories = List.copyOf(categories);
  }

  /** What {@code daily_sales} holds. */
  static SalesTotals of(ShopData data) {
    return data.shared(SalesTotals.class, SalesTotals::ask);
  }

  private static SalesTotals ask(ShopData data) {
    return new SalesTotals(
        data
            .rows(MartTables.DAILY_SALES)
            .groupBy("category")
            .agg(
                sum("net_revenue"),
                sum(col("refunded_revenue").plus(col("cancelled_revenue"))),
                unix_date(min("day")),
                unix_date(max("day")))
            .collectAsList()
            .stream()
            .map(SalesTotals::total)
            .sorted(Comparator.comparing(Total::net).reversed().thenComparing(Total::category))
            .toList());
  }

  private static Total total(Row row) {
    return new Total(
        row.getString(0),
        row.getDecimal(1),
        row.getDecimal(2),
        LocalDate.ofEpochDay(row.getInt(3)),
        LocalDate.ofEpochDay(row.getInt(4)));
  }

  boolean isEmpty() {
    return categories.isEmpty();
  }

  BigDecimal net() {
    return added(Total::net);
  }

  /** What was refunded, cancelled or failed. */
  BigDecimal reversed() {
    return added(Total::reversed);
  }

  private BigDecimal added(Function<Total, BigDecimal> amount) {
    return categories.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The first day with a sale. */
  LocalDate first() {
    return categories.stream().map(Total::first).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** The last day with a sale or a reversal. */
  LocalDate last() {
    return categories.stream().map(Total::last).max(Comparator.naturalOrder()).orElseThrow();
  }
}

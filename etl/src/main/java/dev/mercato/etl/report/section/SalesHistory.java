package dev.mercato.etl.report.section;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.mercato.core.table.MartTables;
import dev.mercato.etl.report.section.SalesTotals.Total;
import dev.mercato.page.plot.Series;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sales over time.
 *
 * @param categories by net revenue, the largest first, {@link #OTHERS} last
 */
record SalesHistory(Timeline timeline, List<Category> categories) {
  private static final int MOST_CATEGORIES = 8;

  /** The name under which the categories stand together that have no place of their own. */
  static final String OTHERS = "all others";

  /**
   * A category's sales.
   *
   * @param sold what was ordered, after discounts
   * @param refunded what was paid back of it or of earlier orders
   * @param series net revenue, piece by piece of the timeline
   */
  record Category(
      String name,
      BigDecimal net,
      BigDecimal sold,
      BigDecimal refunded,
      long units,
      Series series) {}

  /** A category's sales, while they are added up. */
  private static final class Tally {
    private final double[] series;
    private BigDecimal net = BigDecimal.ZERO;
    private BigDecimal sold = BigDecimal.ZERO;
    private BigDecimal refunded = BigDecimal.ZERO;
    private long units;

    private Tally(Timeline timeline) {
      this.series = timeline.zeros();
    }

    private void add(Row row, int index) {
      series[index] += row.getDecimal(2).doubleValue();
      net = net.add(row.getDecimal(2));
      sold = sold.add(row.getDecimal(3));
      refunded = refunded.add(row.getDecimal(4));
      units += row.getLong(5);
    }

    private Category named(String name) {
      return new Category(name, net, sold, refunded, units, Series.of(series));
    }
  }

  SalesHistory {
    categories = List.copyOf(categories);
  }

  /** The history that {@code daily_sales} holds, if any. */
  static Optional<SalesHistory> of(ShopData data) {
    SalesTotals totals = SalesTotals.of(data);
    if (totals.isEmpty()) {
      return Optional.empty();
    }
    Timeline timeline = Timeline.of(totals.first(), totals.last());
    List<String> largest =
        totals.categories().stream().limit(MOST_CATEGORIES).map(Total::category).toList();
    return Optional.of(
        new SalesHistory(
            timeline, categories(data.rows(MartTables.DAILY_SALES), largest, timeline)));
  }

  private static List<Category> categories(
      Dataset<Row> sales, List<String> largest, Timeline timeline) {
    Column name = when(col("category").isin(largest.toArray()), col("category")).otherwise(OTHERS);
    Map<String, Tally> byName = new LinkedHashMap<>();
    for (Row row :
        sales
            .groupBy(name.as("name"), timeline.pieceOf(col("day")).as("piece"))
            .agg(
                sum("net_revenue"),
                sum(col("gross_revenue").minus(col("discount"))),
                sum("refunded_revenue"),
                sum("units"))
            .collectAsList()) {
      byName
          .computeIfAbsent(row.getString(0), unseen -> new Tally(timeline))
          .add(row, timeline.index(row.getInt(1)));
    }
    return byName.entrySet().stream()
        .map(tally -> tally.getValue().named(tally.getKey()))
        .sorted(
            Comparator.comparing((Category category) -> category.name().equals(OTHERS))
                .thenComparing(Category::net, Comparator.reverseOrder())
                .thenComparing(Category::name))
        .toList();
  }

  /** Net revenue in all. */
  BigDecimal net() {
    return categories.stream().map(Category::net).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Net revenue of all categories, piece by piece. */
  Series total() {
    double[] total = timeline.zeros();
    for (Category category : categories) {
      for (int i = 0; i < total.length; i++) {
        total[i] += category.series().get(i);
      }
    }
    return Series.of(total);
  }
}

package dev.mercato.etl.report.section;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.mercato.core.table.MartTables;
import dev.mercato.page.plot.Series;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How the value of customers is spread: the curve of Lorenz, from the most valuable customer down.
 *
 * @param points from (0, 0) to (1, 1)
 */
record Concentration(long customers, BigDecimal value, List<Point> points) {
  private static final int ACCURACY = 20_000;

  /** Denser at the top, where the curve bends. */
  private static final List<Double> QUANTILES =
      List.of(
          .995, .99, .98, .97, .96, .95, .925, .9, .875, .85, .825, .8, .75, .7, .65, .6, .55, .5,
          .4, .3, .2, .1);

  /** So many of the customers, the most valuable ones, have so much of the value. */
  record Point(double customers, double value) {}

  Concentration {
    points = List.copyOf(points);
  }

  /**
   * The curve of {@code customer_360}; empty if there is no value to share out.
   *
   * <p>Approximate quantiles only say where the curve is looked at. The points themselves are
   * exact: customers are counted and summed between these values, so no sort of all is needed.
   */
  static Optional<Concentration> of(ShopData data) {
    Dataset<Row> customers = data.rows(MartTables.CUSTOMER_360);
    Column value = col("lifetime_value");
    Row all =
        customers
            .agg(
                count(lit(1)),
                sum(value),
                percentile_approx(value, array(quantiles()), lit(ACCURACY)))
            .first();
    if (all.getLong(0) == 0 || all.getDecimal(1).signum() <= 0) {
      return Optional.empty();
    }
    List<BigDecimal> thresholds = all.<BigDecimal>getList(2).stream().distinct().toList();
    Column above =
        thresholds.stream()
            .map(threshold -> when(value.gt(lit(threshold)), 1).otherwise(0))
            .reduce(lit(0), Column::plus);
    List<Row> groups =
        customers
            .groupBy(above.as("above"))
            .agg(count(lit(1)), sum(value))
            .orderBy(col("above").desc())
            .collectAsList();
    return Optional.of(
        new Concentration(
            all.getLong(0), all.getDecimal(1), points(groups, all.getLong(0), all.getDecimal(1))));
  }

  private static Column[] quantiles() {
    return QUANTILES.stream().map(quantile -> lit(quantile)).toArray(Column[]::new);
  }

  private static List<Point> points(List<Row> groups, long customers, BigDecimal value) {
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    long counted = 0;
    BigDecimal summed = BigDecimal.ZERO;
    for (Row group : groups) {
      counted += group.getLong(1);
      summed = summed.add(group.getDecimal(2));
      points.add(
          new Point(counted / (double) customers, summed.doubleValue() / value.doubleValue()));
    }
    return points;
  }

  /** What the most valuable customers have together; between two points the curve is straight. */
  double valueOfTop(double share) {
    for (int i = 1; i < points.size(); i++) {
      Point before = points.get(i - 1);
      Point after = points.get(i);
      if (after.customers() >= share) {
        double part = (share - before.customers()) / (after.customers() - before.customers());
        return before.value() + part * (after.value() - before.value());
      }
    }
    return 1;
  }

  Series customerShares() {
    return Series.of(points.stream().map(Point::customers).toList());
  }

  Series valueShares() {
    return Series.of(points.stream().map(Point::value).toList());
  }
}

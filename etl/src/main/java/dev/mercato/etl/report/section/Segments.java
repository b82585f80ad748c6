package dev.mercato.etl.report.section;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;

import dev.mercato.core.table.MartTables;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** The segments that have customers. */
record Segments(List<Segment> segments) {
  private static final List<String> ORDER = List.of("VIP", "Regular", "Casual", "One-time");

  /** One segment. */
  record Segment(
      String name,
      long customers,
      BigDecimal value,
      double orders,
      double recency,
      LocalDate asOf) {}

  Segments {
    segments = List.copyOf(segments);
  }

  /** What {@code customer_360} holds. */
  static Segments of(ShopData data) {
    return data.shared(Segments.class, Segments::ask);
  }

  private static Segments ask(ShopData data) {
    return new Segments(
        data
            .rows(MartTables.CUSTOMER_360)
            .groupBy("segment")
            .agg(
                count(lit(1)),
                sum("lifetime_value"),
                avg("orders"),
                avg("recency_days"),
                unix_date(max("as_of")))
            .collectAsList()
            .stream()
            .map(Segments::segment)
            .sorted(Comparator.comparingInt(segment -> ORDER.indexOf(segment.name())))
            .toList());
  }

  private static Segment segment(Row row) {
    return new Segment(
        row.getString(0),
        row.getLong(1),
        row.getDecimal(2),
        row.getDouble(3),
        row.getDouble(4),
        LocalDate.ofEpochDay(row.getInt(5)));
  }

  long customers() {
    return segments.stream().mapToLong(Segment::customers).sum();
  }

  BigDecimal value() {
    return segments.stream().map(Segment::value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The last day that is known; nothing where there are no customers. */
  Optional<LocalDate> asOf() {
    return segments.stream().map(Segment::asOf).max(Comparator.naturalOrder());
  }
}

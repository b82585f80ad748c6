package dev.mercato.etl.report.section;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;

import dev.mercato.core.table.MartTables;
import dev.mercato.etl.report.section.Funnel.Reached;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * The visits of each day by device: a thousand rows a year, however large the shop, so they are
 * read once and added up here.
 */
record VisitDays(List<VisitDay> days) {

  /** The visits of a day with a kind of device. */
  record VisitDay(LocalDate day, Reached reached) {}

  VisitDays {
    days = List.copyOf(days);
  }

  /** What {@code funnel_daily} holds. */
  static VisitDays of(ShopData data) {
    return data.shared(VisitDays.class, VisitDays::read);
  }

  private static VisitDays read(ShopData data) {
    return new VisitDays(
        data
            .rows(MartTables.FUNNEL_DAILY)
            .select(
                unix_date(col("day")),
                col("device"),
                col("sessions"),
                col("viewed"),
                col("carted"),
                col("checked_out"),
                col("purchased"))
            .collectAsList()
            .stream()
            .map(VisitDays::visitDay)
            .toList());
  }

  private static VisitDay visitDay(Row row) {
    return new VisitDay(
        LocalDate.ofEpochDay(row.getInt(0)),
        new Reached(
            row.getString(1),
            row.getLong(2),
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            row.getLong(6)));
  }

  /** All of them together. */
  Reached all() {
    return days.stream()
        .map(VisitDay::reached)
        .reduce(new Reached("all", 0, 0, 0, 0, 0), Reached::plus);
  }
}

package dev.mercato.etl.report.section;

import dev.mercato.core.table.MartTables;
import dev.mercato.page.html.Figures;
import dev.mercato.page.plot.Series;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The latest cohorts: customers by the month of their first order.
 *
 * @param asOf the last day that is known
 * @param cohorts the earliest first
 */
record Cohorts(LocalDate asOf, List<Cohort> cohorts) {
  private static final int MOST_COHORTS = 24;
  private static final int FEWEST_IN_MEAN = 3;

  /**
   * One cohort.
   *
   * @param active how many ordered in the months after the first, by months since
   */
  record Cohort(YearMonth month, long size, Map<Integer, Long> active) {
    /** The share that ordered some months after the first. */
    double retention(int monthsSince) {
      return Figures.share(active.getOrDefault(monthsSince, 0L), size);
    }
  }

  Cohorts {
    cohorts = List.copyOf(cohorts);
  }

  /** What {@code cohort_retention} holds, if anything. */
  static Optional<Cohorts> of(ShopData data) {
    Optional<LocalDate> asOf = Segments.of(data).asOf();
    TreeMap<YearMonth, Cohort> byMonth = new TreeMap<>();
    data.rows(MartTables.COHORT_RETENTION)
        .select("cohort_month", "months_since", "cohort_size", "customers")
        .collectAsList()
        .forEach(
            row ->
                byMonth
                    .computeIfAbsent(
                        YearMonth.parse(row.getString(0)),
                        month -> new Cohort(month, row.getLong(2), new HashMap<>()))
                    .active()
                    .put(row.getInt(1), row.getLong(3)));
    if (byMonth.isEmpty() || asOf.isEmpty()) {
      return Optional.empty();
    }
    YearMonth from = byMonth.lastKey().minusMonths(MOST_COHORTS - 1);
    return Optional.of(new Cohorts(asOf.get(), new ArrayList<>(byMonth.tailMap(from).values())));
  }

  /** How many months after a cohort's first are known, in part or whole. */
  int monthsKnown(Cohort cohort) {
    return (int) ChronoUnit.MONTHS.between(cohort.month(), YearMonth.from(asOf));
  }

  /** Whether a cohort's month is known to its end. */
  boolean isWhole(Cohort cohort, int monthsSince) {
    return !cohort.month().plusMonths(monthsSince).atEndOfMonth().isAfter(asOf);
  }

  /** The most months after the first that any cohort has. */
  int mostMonths() {
    return cohorts.stream().mapToInt(this::monthsKnown).max().orElse(0);
  }

  /** How many cohorts have a month, counted from the first, that is known to its end. */
  long known(int monthsSince) {
    return cohorts.stream().filter(cohort -> isWhole(cohort, monthsSince)).count();
  }

  /** A cohort's retention in each month that is known to its end; begins with month 1. */
  Series retention(Cohort cohort) {
    return Series.of(
        IntStream.rangeClosed(1, monthsKnown(cohort))
            .filter(month -> isWhole(cohort, month))
            .mapToDouble(cohort::retention)
            .toArray());
  }

  /**
   * The share of customers who order again, by months since their first order: over all cohorts of
   * which that month is known to its end. Begins with month 1 and ends where fewer than three
   * cohorts are that old, or fewer than all if there are not three.
   */
  Series meanRetention() {
    List<Double> mean = new ArrayList<>();
    long enough = Math.max(1, Math.min(FEWEST_IN_MEAN, known(1)));
    for (int month = 1; month <= mostMonths(); month++) {
      long size = 0;
      long active = 0;
      for (Cohort cohort : cohorts) {
        if (isWhole(cohort, month)) {
          size += cohort.size();
          active += cohort.active().getOrDefault(month, 0L);
        }
      }
      if (size > 0 && known(month) >= enough) {
        mean.add(Figures.share(active, size));
      }
    }
    return Series.of(mean);
  }
}

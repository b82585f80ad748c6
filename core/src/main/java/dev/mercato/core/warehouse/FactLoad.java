package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/** The partitions that a staged load makes. */
record FactLoad(Table table, StagedLoad staged, LoadReport report, List<MonthStats> stats) {

  FactLoad {
    stats = List.copyOf(stats);
  }

  /**
   * The load's own partitions, by month.
   *
   * @param replaced the rows of the load that this one replaces
   */
  Map<YearMonth, FactPartition> partitions(long replaced, Instant now) {
    LoadRecord record = record(replaced, now);
    Map<YearMonth, FactPartition> partitions = new TreeMap<>();
    months(now).forEach(month -> partitions.put(month, partition(record, MonthStats.empty(month))));
    for (MonthStats month : stats) {
      refuseOutside(month);
      partitions.put(month.month(), partition(record, month));
    }
    return partitions;
  }

  private LoadRecord record(long replaced, Instant now) {
    return new LoadRecord(
        staged.loadId(),
        table.name(),
        report.source(),
        report.dates(),
        report.read(),
        stats.stream().mapToLong(MonthStats::rows).sum(),
        report.rejected(),
        report.duplicates(),
        replaced,
        report.offsets(),
        stats.stream().mapToLong(MonthStats::checksum).sum(),
        now);
  }

  /** Every month of a batch's days; a stream's load without a row gets this month. */
  private Collection<YearMonth> months(Instant now) {
    if (report.dates().isPresent()) {
      return report.dates().get().months();
    }
    return stats.isEmpty() ? List.of(YearMonth.from(now.atZone(ZoneOffset.UTC))) : List.of();
  }

  private void refuseOutside(MonthStats month) {
    if (report.dates().isEmpty() || month.rows() == 0) {
      return;
    }
    DateRange dates = report.dates().get();
    LocalDate first = LocalDate.ofInstant(month.firstAt().orElseThrow(), ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(month.lastAt().orElseThrow(), ZoneOffset.UTC);
    if (first.isBefore(dates.from()) || last.isAfter(dates.to())) {
      throw MercatoException.checksFailed(
          "Could not load '%s' into '%s': it has events of %s to %s but is said to be of %s. Reject what is outside of its days, or load it under its true days."
              .formatted(staged.loadId(), table.name(), first, last, dates));
    }
  }

  private FactPartition partition(LoadRecord record, MonthStats month) {
    return FactPartition.ofOneLoad(
        staged.loadId(),
        new Path(staged.path(), Table.EVENT_MONTH + "=" + month.month()),
        new Contribution(record, staged.attempt(), month, 0));
  }
}

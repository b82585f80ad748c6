package dev.mercato.etl.load;

import dev.mercato.core.parquet.ParquetFooter;
import dev.mercato.core.warehouse.FactTable;
import dev.mercato.core.warehouse.LoadedTable;
import dev.mercato.core.warehouse.MonthStats;
import dev.mercato.core.warehouse.StagedLoad;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * What a load has written for its table, before anything is committed.
 *
 * @param written rows, as the footers of the files say
 * @param measure what each month of a fact table holds, as read back from the files; nothing for a
 *     snapshot table, which measures its rows when it is committed
 */
record KeptRows(long written, Optional<List<MonthStats>> measure) {

  static KeptRows of(LoadedTable target, StagedLoad staged, Configuration hadoop) {
    return new KeptRows(
        ParquetFooter.rowsUnder(staged.directory(), hadoop),
        target instanceof FactTable facts ? Optional.of(facts.measure(staged)) : Optional.empty());
  }

  List<MonthStats> months() {
    return measure.orElse(List.of());
  }

  /** The rows that were read back. */
  long measured() {
    return measure.map(months -> months.stream().mapToLong(MonthStats::rows).sum()).orElse(written);
  }

  /** The rows of each month; of a snapshot table, which has no months, all. */
  Map<Optional<YearMonth>, Long> byMonth() {
    return measure
        .map(
            months ->
                months.stream()
                    .collect(
                        Collectors.toMap(month -> Optional.of(month.month()), MonthStats::rows)))
        .orElse(Map.of(Optional.empty(), written));
  }
}

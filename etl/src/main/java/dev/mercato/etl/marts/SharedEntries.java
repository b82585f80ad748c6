package dev.mercato.etl.marts;

import dev.mercato.core.table.ShopTables;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The entries of the {@link Ledger}, which several marts are made of: computed once for all that
 * want the same months, and kept until the last is done. A mart that counts orders need not shuffle
 * them.
 */
final class SharedEntries implements AutoCloseable {
  private final MartStore store;
  private final MonthlySources sources;
  private final Dataset<Row> catalogue;
  private final Map<Set<YearMonth>, Dataset<Row>> byMonths = new HashMap<>();
  private final List<Dataset<Row>> kept = new ArrayList<>();

  SharedEntries(MartStore store, MonthlySources sources, Dataset<Row> catalogue) {
    this.store = store;
    this.sources = sources;
    this.catalogue = catalogue;
  }

  /** The entries booked in these months. */
  synchronized Dataset<Row> of(Collection<YearMonth> months) {
    return byMonths.computeIfAbsent(Set.copyOf(months), this::keep);
  }

  private Dataset<Row> keep(Set<YearMonth> months) {
    Dataset<Row> lines = store.rows(ShopTables.TRANSACTIONS, sources.orders().reaching(months));
    Dataset<Row> entries =
        Ledger.entries(lines, catalogue, BookedDays.of(months, sources.asOf())).persist();
    kept.add(entries);
    return entries;
  }

  @Override
  public synchronized void close() {
    kept.forEach(Dataset::unpersist);
  }
}

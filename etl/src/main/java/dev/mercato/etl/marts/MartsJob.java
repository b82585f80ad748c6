package dev.mercato.etl.marts;

import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.table.MartTables;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.MartTable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Brings the marts up to date with what is loaded: computes the months whose sources have changed,
 * and from them the marts that are about all time.
 *
 * <p>Each mart is replaced on its own, at once. The order matters for a run that is broken off:
 * {@code product_performance} comes last and writes down which catalogue was used, so that until
 * then the next run looks again for months that a change in the catalogue touches, and {@code
 * product_months}, by which it looks, comes after the other marts that use categories and costs.
 */
public final class MartsJob implements Job<MartsResult> {
  private final JobContext context;
  private final MartsOptions options;
  private final MartStore store;
  private final List<MartResult> results = new ArrayList<>();

  public MartsJob(JobContext context, MartsOptions options) {
    this.context = context;
    this.options = options;
    this.store = new MartStore(context);
  }

  @Override
  public MartsResult execute() {
    String products = store.location(ShopTables.PRODUCTS);
    MonthlySources sources =
        new MonthlySources(
            store.facts(ShopTables.TRANSACTIONS), store.facts(ShopTables.CLICKSTREAM), products);
    Dataset<Row> catalogue = store.rows(ShopTables.PRODUCTS, List.of(products));
    Set<YearMonth> recatalogued = recatalogued(products, catalogue);

    monthly(
        MartTables.DAILY_SALES,
        sources.ofOrders(),
        recatalogued,
        months -> DailySales.of(entries(sources, months, catalogue)));
    monthly(
        MartTables.CUSTOMER_MONTHS,
        sources.ofOrders(),
        recatalogued,
        months -> CustomerMonths.of(entries(sources, months, catalogue)));
    monthly(
        MartTables.SESSIONS,
        sources.ofEvents(),
        Set.of(),
        months -> Sessions.of(events(sources, months)));
    monthly(
        MartTables.FUNNEL_DAILY,
        sources.ofEvents(),
        Set.of(),
        months -> FunnelDaily.of(store.months(MartTables.SESSIONS, months)));
    monthly(
        MartTables.PRODUCT_MONTHS,
        sources.ofBoth(),
        recatalogued,
        months ->
            ProductMonths.of(
                entries(sources, months, catalogue), events(sources, months), catalogue));
    customer360(sources.asOf());
    cohortRetention();
    productPerformance(products, catalogue);
    return new MartsResult(results);
  }

  /** The months that a change of the catalogue since the last complete run touches. */
  private Set<YearMonth> recatalogued(String products, Dataset<Row> catalogue) {
    boolean seen =
        store
            .mart(MartTables.PRODUCT_PERFORMANCE)
            .sources()
            .filter(recorded -> products.equals(recorded.get(Cause.PRODUCTS.name())))
            .isPresent();
    if (seen || store.mart(MartTables.PRODUCT_MONTHS).sourcesByMonth().isEmpty()) {
      return Set.of();
    }
    describe("what the new catalogue touches");
    return CatalogueChange.months(store.all(MartTables.PRODUCT_MONTHS), catalogue);
  }

  private Dataset<Row> entries(
      MonthlySources sources, Collection<YearMonth> months, Dataset<Row> catalogue) {
    return Ledger.entries(
        store.rows(ShopTables.TRANSACTIONS, sources.orders().reaching(months)),
        catalogue,
        BookedDays.of(months, sources.asOf()));
  }

  private Dataset<Row> events(MonthlySources sources, Collection<YearMonth> months) {
    return store.rows(ShopTables.CLICKSTREAM, sources.events().locations(months));
  }

  private void customer360(LocalDate asOf) {
    String users = store.location(ShopTables.USERS);
    Map<YearMonth, Map<String, String>> months =
        store.mart(MartTables.CUSTOMER_MONTHS).sourcesByMonth();
    whole(
        MartTables.CUSTOMER_360,
        MonthlySources.ofMonths(
            months, Map.of(Cause.LAST_DAY, asOf.toString(), Cause.USERS, users)),
        () ->
            Customer360.of(
                store.all(MartTables.CUSTOMER_MONTHS),
                store.rows(ShopTables.USERS, List.of(users)),
                asOf));
  }

  private void cohortRetention() {
    whole(
        MartTables.COHORT_RETENTION,
        MonthlySources.ofMonths(store.mart(MartTables.CUSTOMER_MONTHS).sourcesByMonth(), Map.of()),
        () -> CohortRetention.of(store.all(MartTables.CUSTOMER_MONTHS)));
  }

  private void productPerformance(String products, Dataset<Row> catalogue) {
    whole(
        MartTables.PRODUCT_PERFORMANCE,
        MonthlySources.ofMonths(
            store.mart(MartTables.PRODUCT_MONTHS).sourcesByMonth(),
            Map.of(Cause.PRODUCTS, products)),
        () -> ProductPerformance.of(store.all(MartTables.PRODUCT_MONTHS), catalogue));
  }

  private void monthly(
      Table table,
      SortedMap<YearMonth, Sources> wanted,
      Set<YearMonth> recatalogued,
      Function<Collection<YearMonth>, Dataset<Row>> rows) {
    MartTable mart = store.mart(table);
    Touched touched = Touched.of(wanted, mart.sourcesByMonth(), recatalogued, options.everything());
    long written = 0;
    if (!touched.isEmpty()) {
      written =
          step(
              table,
              "%d months".formatted(touched.months().size()),
              () ->
                  store.replaceMonths(
                      table,
                      touched.months().isEmpty()
                          ? store.empty(table)
                          : rows.apply(touched.months().keySet()),
                      touched,
                      wanted));
    }
    results.add(
        new MartResult(table.name(), written, List.of(), touched.months(), touched.vanished()));
  }

  private void whole(Table table, Sources wanted, Supplier<Dataset<Row>> rows) {
    List<Cause> causes =
        store
            .mart(table)
            .sources()
            .map(recorded -> Sources.differences(wanted, recorded))
            .orElse(List.of(Cause.FIRST_TIME));
    if (causes.isEmpty() && options.everything()) {
      causes = List.of(Cause.ASKED_FOR);
    }
    long written = 0;
    if (!causes.isEmpty()) {
      written = step(table, "as a whole", () -> store.replace(table, rows.get(), wanted));
    }
    results.add(new MartResult(table.name(), written, causes, new TreeMap<>(), new TreeSet<>()));
  }

  private long step(Table table, String extent, Supplier<Long> work) {
    try (Progress.Step step = context.progress().begin(table.name())) {
      describe("%s, %s".formatted(table.name(), extent));
      long rows = work.get();
      step.rows(rows);
      return rows;
    } finally {
      context.spark().sparkContext().setJobDescription(null);
    }
  }

  private void describe(String work) {
    context.spark().sparkContext().setJobDescription("marts: " + work);
  }
}

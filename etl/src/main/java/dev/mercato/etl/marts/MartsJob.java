package dev.mercato.etl.marts;

import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.SideBySide;
import dev.mercato.core.table.MartTables;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Brings the marts up to date with what is loaded: computes the months whose sources have changed,
 * and from them the marts that are about all time. Two marts that do not stand on each other are
 * made at the same time.
 *
 * <p>Each mart is replaced on its own, at once. The order matters for a run that is broken off:
 * {@code product_performance} comes last and writes down which catalogue was used, so that until
 * then the next run looks again for months that a change in the catalogue touches, and {@code
 * product_months}, by which it looks, comes after the other marts that use categories and costs.
 */
public final class MartsJob implements Job<MartsResult> {
  private static final int MARTS_AT_ONCE = 2;

  private final JobContext context;
  private final MartStore store;
  private final MartSteps steps;

  public MartsJob(JobContext context, MartsOptions options) {
    this.context = context;
    this.store = new MartStore(context);
    this.steps = new MartSteps(context, options, store);
  }

  /** Whether something is loaded, or was taken out, that the marts do not show yet. */
  public static boolean isDue(JobContext context) {
    MartStore store = new MartStore(context);
    MonthlySources sources = sources(store);
    return isDue(store, MartTables.DAILY_SALES, sources.ofOrders())
        || isDue(store, MartTables.SESSIONS, sources.ofEvents());
  }

  private static boolean isDue(MartStore store, Table mart, Map<YearMonth, Sources> wanted) {
    return !Touched.of(wanted, store.mart(mart).sourcesByMonth(), Set.of(), false).isEmpty();
  }

  private static MonthlySources sources(MartStore store) {
    return new MonthlySources(
        store.facts(ShopTables.TRANSACTIONS),
        store.facts(ShopTables.CLICKSTREAM),
        store.location(ShopTables.PRODUCTS));
  }

  @Override
  public MartsResult execute() {
    MonthlySources sources = sources(store);
    String products = sources.catalogue();
    Dataset<Row> catalogue = store.rows(ShopTables.PRODUCTS, List.of(products));
    Set<YearMonth> recatalogued = recatalogued(products, catalogue);
    try (SharedEntries entries = new SharedEntries(store, sources, catalogue);
        SideBySide marts = new SideBySide(context.spark().sparkContext(), MARTS_AT_ONCE)) {
      var sessions =
          marts.begin(
              () ->
                  steps.monthly(
                      MartTables.SESSIONS,
                      sources.ofEvents(),
                      Set.of(),
                      months -> Sessions.of(events(sources, months))));
      var dailySales =
          marts.begin(
              () ->
                  steps.monthly(
                      MartTables.DAILY_SALES,
                      sources.ofOrders(),
                      recatalogued,
                      months -> DailySales.of(entries.of(months))));
      var customerMonths =
          marts.begin(
              () ->
                  steps.monthly(
                      MartTables.CUSTOMER_MONTHS,
                      sources.ofOrders(),
                      recatalogued,
                      months -> CustomerMonths.of(entries.of(months))));
      var funnelDaily =
          marts.begin(
              () ->
                  steps.monthly(
                      MartTables.FUNNEL_DAILY,
                      sources.ofEvents(),
                      Set.of(),
                      months -> FunnelDaily.of(store.months(MartTables.SESSIONS, months))),
              sessions);
      var productMonths =
          marts.begin(
              () ->
                  steps.monthly(
                      MartTables.PRODUCT_MONTHS,
                      sources.ofBoth(),
                      recatalogued,
                      months ->
                          ProductMonths.of(entries.of(months), events(sources, months), catalogue)),
              dailySales,
              customerMonths);
      var customer360 = marts.begin(() -> customer360(sources.asOf()), customerMonths);
      var cohortRetention = marts.begin(this::cohortRetention, customerMonths);
      var productPerformance =
          marts.begin(() -> productPerformance(products, catalogue), productMonths);
      return new MartsResult(
          marts.results(
              List.of(
                  dailySales,
                  customerMonths,
                  sessions,
                  funnelDaily,
                  productMonths,
                  customer360,
                  cohortRetention,
                  productPerformance)));
    }
  }

  /**
   * The months that a change of the catalogue since the last complete run touches: those with a
   * product that has another category or cost, and those that a run broken off has made of orders
   * by another catalogue and not of products, by which it would show.
   */
  private Set<YearMonth> recatalogued(String products, Dataset<Row> catalogue) {
    boolean seen =
        store
            .mart(MartTables.PRODUCT_PERFORMANCE)
            .sources()
            .filter(recorded -> products.equals(recorded.get(Cause.PRODUCTS.name())))
            .isPresent();
    if (seen) {
      return Set.of();
    }
    Map<YearMonth, String> ofProducts = catalogues(MartTables.PRODUCT_MONTHS);
    Set<YearMonth> months = new TreeSet<>();
    for (Table ofOrders : List.of(MartTables.DAILY_SALES, MartTables.CUSTOMER_MONTHS)) {
      catalogues(ofOrders)
          .forEach(
              (month, used) -> {
                if (!used.equals(products) && !used.equals(ofProducts.get(month))) {
                  months.add(month);
                }
              });
    }
    if (!ofProducts.isEmpty()) {
      steps.describe("what the new catalogue touches");
      months.addAll(CatalogueChange.months(store.all(MartTables.PRODUCT_MONTHS), catalogue));
    }
    return months;
  }

  /** The state of the products that each month of a mart was made with. */
  private Map<YearMonth, String> catalogues(Table mart) {
    Map<YearMonth, String> catalogues = new TreeMap<>();
    store
        .mart(mart)
        .sourcesByMonth()
        .forEach(
            (month, recorded) ->
                catalogues.put(month, recorded.getOrDefault(Cause.CATALOGUE.name(), "")));
    return catalogues;
  }

  private Dataset<Row> events(MonthlySources sources, Collection<YearMonth> months) {
    return store.rows(ShopTables.CLICKSTREAM, sources.events().locations(months));
  }

  private MartResult customer360(LocalDate asOf) {
    String users = store.location(ShopTables.USERS);
    Map<YearMonth, Map<String, String>> months =
        store.mart(MartTables.CUSTOMER_MONTHS).sourcesByMonth();
    return steps.whole(
        MartTables.CUSTOMER_360,
        MonthlySources.ofMonths(
            months, Map.of(Cause.LAST_DAY, asOf.toString(), Cause.USERS, users)),
        () ->
            Customer360.of(
                store.all(MartTables.CUSTOMER_MONTHS),
                store.rows(ShopTables.USERS, List.of(users)),
                asOf));
  }

  private MartResult cohortRetention() {
    return steps.whole(
        MartTables.COHORT_RETENTION,
        MonthlySources.ofMonths(store.mart(MartTables.CUSTOMER_MONTHS).sourcesByMonth(), Map.of()),
        () -> CohortRetention.of(store.all(MartTables.CUSTOMER_MONTHS)));
  }

  private MartResult productPerformance(String products, Dataset<Row> catalogue) {
    return steps.whole(
        MartTables.PRODUCT_PERFORMANCE,
        MonthlySources.ofMonths(
            store.mart(MartTables.PRODUCT_MONTHS).sourcesByMonth(),
            Map.of(Cause.PRODUCTS, products)),
        () -> ProductPerformance.of(store.all(MartTables.PRODUCT_MONTHS), catalogue));
  }
}

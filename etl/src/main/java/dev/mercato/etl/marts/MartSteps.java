package dev.mercato.etl.marts;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.table.Table;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Brings one mart up to date, if what it is made from has changed. */
final class MartSteps {
  private final JobContext context;
  private final MartsOptions options;
  private final MartStore store;

  MartSteps(JobContext context, MartsOptions options, MartStore store) {
    this.context = context;
    this.options = options;
    this.store = store;
  }

  /**
   * A monthly mart.
   *
   * @param wanted the months there should be, and what each is made from
   * @param recatalogued months that a change of the catalogue touches
   * @param rows computes the rows of some months
   */
  MartResult monthly(
      Table table,
      SortedMap<YearMonth, Sources> wanted,
      Set<YearMonth> recatalogued,
      Function<Collection<YearMonth>, Dataset<Row>> rows) {
    Touched touched =
        Touched.of(wanted, store.mart(table).sourcesByMonth(), recatalogued, options.everything());
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
    return new MartResult(table.name(), written, List.of(), touched.months(), touched.vanished());
  }

  /**
   * A mart about all time.
   *
   * @param wanted what it should be made from
   */
  MartResult whole(Table table, Sources wanted, Supplier<Dataset<Row>> rows) {
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
    return new MartResult(table.name(), written, causes, new TreeMap<>(), new TreeSet<>());
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

  /** Says in the Spark UI what this thread's jobs are for. */
  void describe(String work) {
    context.spark().sparkContext().setJobDescription("marts: " + work);
  }
}

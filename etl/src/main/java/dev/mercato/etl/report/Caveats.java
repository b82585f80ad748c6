package dev.mercato.etl.report;

import static org.apache.spark.sql.functions.col;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.ShopTables;
import dev.mercato.etl.marts.MartsJob;
import dev.mercato.etl.report.section.ShopData;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** What whoever reads the page must know of its figures, each a sentence. */
final class Caveats {
  private Caveats() {}

  static List<String> of(JobContext context, ShopData data) {
    List<String> caveats = new ArrayList<>();
    if (context.warehouse().exists() && MartsJob.isDue(context)) {
      caveats.add(
          "The marts are older than what is loaded, so that figures of the two do not agree: run 'marts', then 'report' again.");
    }
    notLoaded(data).ifPresent(caveats::add);
    return caveats;
  }

  /** Days between loads are not days without sales, though they look like it. */
  private static Optional<String> notLoaded(ShopData data) {
    List<Row> loads =
        data.rows(ShopTables.LOADS)
            .where(col("table_name").equalTo(ShopTables.TRANSACTIONS.name()))
            .select(col("from_date").cast("string"), col("to_date").cast("string"))
            .orderBy("from_date")
            .collectAsList();
    List<DateRange> gaps = new ArrayList<>();
    Optional<LocalDate> last = Optional.empty();
    for (Row load : loads) {
      if (load.isNullAt(0)) {
        return Optional.empty(); // A stream's load: which days it is all of is not known.
      }
      LocalDate from = LocalDate.parse(load.getString(0));
      if (last.isPresent() && from.isAfter(last.get().plusDays(1))) {
        gaps.add(new DateRange(last.get().plusDays(1), from.minusDays(1)));
      }
      last = Optional.of(LocalDate.parse(load.getString(1)));
    }
    return gaps.isEmpty() ? Optional.empty() : Optional.of(sentence(gaps));
  }

  private static String sentence(List<DateRange> gaps) {
    long days =
        gaps.stream().mapToLong(gap -> ChronoUnit.DAYS.between(gap.from(), gap.to()) + 1).sum();
    return "Between the days that are loaded are %,d of which nothing is, the first of them %s: they look like days without sales and visits, and count as such in means."
        .formatted(days, gaps.get(0).from());
  }
}

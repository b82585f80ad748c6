package dev.mercato.ml.time;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.warehouse.Contribution;
import dev.mercato.core.warehouse.FactPartition;
import dev.mercato.core.warehouse.LoadRecord;
import dev.mercato.core.warehouse.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The days that are loaded, and the tables before and after a cut within them. */
public final class ShopTimeline implements AutoCloseable {
  private final LoadedTables tables;
  private final LocalDate lastDay;
  private final List<String> loads;

  private ShopTimeline(LoadedTables tables, LocalDate lastDay, List<String> loads) {
    this.tables = tables;
    this.lastDay = lastDay;
    this.loads = List.copyOf(loads);
  }

  /**
   * What is loaded now.
   *
   * @throws MercatoException status 1 if there are no tables, or no orders in them
   */
  public static ShopTimeline of(JobContext context) {
    Warehouse warehouse = context.warehouse();
    if (!warehouse.exists()) {
      throw nothingLoaded(context);
    }
    List<FactPartition> orders = warehouse.facts(ShopTables.TRANSACTIONS).partitions();
    boolean hasEvents =
        warehouse.facts(ShopTables.CLICKSTREAM).partitions().stream()
            .anyMatch(partition -> partition.stats().rows() > 0);
    LocalDate first = days(orders, true).min(Comparator.naturalOrder()).orElse(null);
    Optional<LocalDate> last = days(orders, false).max(Comparator.naturalOrder());
    if (first == null || last.isEmpty()) {
      throw nothingLoaded(context);
    }
    return new ShopTimeline(
        new LoadedTables(context.spark(), context.settings().database(), first, hasEvents),
        last.get(),
        warehouse.loads().stream().map(ShopTimeline::name).sorted().distinct().toList());
  }

  private static String name(LoadRecord load) {
    return load.table() + "/" + load.loadId();
  }

  private static MercatoException nothingLoaded(JobContext context) {
    return MercatoException.failed(
        "There are no orders in the database '%s' to learn from: load some first, with generate or import and then load."
            .formatted(context.settings().database()));
  }

  private static Stream<LocalDate> days(List<FactPartition> partitions, boolean first) {
    return partitions.stream()
        .flatMap(partition -> partition.contributions().stream())
        .flatMap(part -> (first ? firstDay(part) : lastDay(part)).stream());
  }

  private static Optional<LocalDate> firstDay(Contribution part) {
    return part.loaded().from().or(() -> part.stats().firstAt().map(ShopTimeline::day));
  }

  private static Optional<LocalDate> lastDay(Contribution part) {
    return part.loaded().to().or(() -> part.stats().lastAt().map(ShopTimeline::day));
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** The first day with loaded orders. */
  public LocalDate firstDay() {
    return tables.firstDay();
  }

  /** The last loaded day of orders. */
  public LocalDate lastDay() {
    return lastDay;
  }

  /** The cut at the end of all that is loaded. */
  public Cut end() {
    return new Cut(lastDay.plusDays(1));
  }

  public boolean hasClickstream() {
    return tables.hasClickstream();
  }

  /** What is loaded, each as TABLE/LOAD, sorted. */
  public List<String> loads() {
    return loads;
  }

  /**
   * The tables as they could be known at a cut.
   *
   * @throws MercatoException status 2 if no loaded day lies before the cut, or days before it are
   *     not loaded yet
   */
  public History before(Cut cut) {
    if (!cut.day().isAfter(firstDay()) || cut.day().isAfter(end().day())) {
      throw MercatoException.usage(
          "A cut at %s cannot be used: orders are loaded from %s to %s, so it must lie from %s to %s."
              .formatted(cut, firstDay(), lastDay, firstDay().plusDays(1), end()));
    }
    return new History(tables, cut);
  }

  /**
   * What came after a cut.
   *
   * @throws MercatoException status 2 if not all of these days are loaded
   */
  public Outcome after(Cut cut, int horizonDays) {
    long loaded = ChronoUnit.DAYS.between(firstDay(), end().day());
    if (horizonDays >= loaded) {
      throw MercatoException.usage(
          "What comes within %d days cannot be learnt from the %d days that are loaded (%s to %s): load more, or set a shorter horizon."
              .formatted(horizonDays, loaded, firstDay(), lastDay));
    }
    if (cut.day().isBefore(firstDay()) || cut.plusDays(horizonDays).day().isAfter(end().day())) {
      throw MercatoException.usage(
          "A cut at %s cannot be used: the %d days after it must be loaded, and orders are from %s to %s, so it must lie from %s to %s."
              .formatted(
                  cut,
                  horizonDays,
                  firstDay(),
                  lastDay,
                  firstDay().plusDays(1),
                  end().plusDays(-horizonDays)));
    }
    return new Outcome(tables, cut, horizonDays);
  }

  /** Lets go of what was kept in memory for the cuts. */
  @Override
  public void close() {
    tables.close();
  }
}

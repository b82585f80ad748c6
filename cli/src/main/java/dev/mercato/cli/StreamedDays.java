package dev.mercato.cli;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.raw.BatchOrigin;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.settings.ShopSettings;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.warehouse.FactPartition;
import dev.mercato.core.warehouse.Warehouse;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.generator.GenerateJob;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The days that a stream simulates: those after the last that a batch has loaded.
 *
 * @param context with the settings of the shop that was loaded
 * @param first the day after the last load of events by days
 * @param last the last day that the stream may come to
 */
record StreamedDays(JobContext context, LocalDate first, LocalDate last) {

  /**
   * The days of a stream of that length and speed, which goes on where an earlier one ended.
   *
   * @throws MercatoException status 1 if nothing is loaded, or what is loaded was not simulated
   */
  static StreamedDays after(JobContext context, Duration length, double speed) {
    Warehouse warehouse = context.warehouse();
    Optional<LocalDate> loaded =
        warehouse.exists()
            ? Stream.of(ShopTables.TRANSACTIONS, ShopTables.CLICKSTREAM)
                .flatMap(table -> warehouse.facts(table).loads().stream())
                .flatMap(load -> load.to().stream())
                .max(LocalDate::compareTo)
            : Optional.empty();
    LocalDate first =
        loaded
            .orElseThrow(
                () ->
                    MercatoException.failed(
                        "Nothing is loaded that a stream could go on from: begin with 'mercato run', or with generate and load."))
            .plusDays(1);
    LocalDate reached = reached(warehouse, first);
    Duration simulated = Duration.ofSeconds((long) (length.toSeconds() * speed));
    return new StreamedDays(
        ofTheLoadedShop(context), first, reached.plusDays(simulated.toDays() + 2));
  }

  /** Where an earlier stream ended. */
  private static LocalDate reached(Warehouse warehouse, LocalDate first) {
    return Stream.of(ShopTables.TRANSACTIONS, ShopTables.CLICKSTREAM)
        .flatMap(table -> warehouse.facts(table).partitions().stream())
        .map(FactPartition::stats)
        .flatMap(stats -> stats.lastAt().stream())
        .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
        .filter(day -> day.isAfter(first))
        .max(LocalDate::compareTo)
        .orElse(first);
  }

  private static JobContext ofTheLoadedShop(JobContext context) {
    BatchOrigin origin =
        context.rawZone().batches().stream()
            .map(RawManifest::origin)
            .findFirst()
            .orElseThrow(
                () ->
                    MercatoException.failed(
                        "The raw zone says of no batch which shop it is of: stream from the home that it was generated in."));
    if (origin instanceof BatchOrigin.SimulatedShop shop) {
      ShopSettings identity =
          new ShopSettings(
              shop.seed(),
              shop.users(),
              shop.products(),
              LocalDate.parse(shop.opened()),
              LocalDate.parse(shop.horizon()));
      return new JobContext(context.settings().of(identity), context.spark(), context.progress());
    }
    throw MercatoException.failed(
        "This home holds %s, whose later days nobody can simulate: stream in a home with a simulated shop."
            .formatted(origin.description()));
  }

  /** Loads those who sign up until the last day, and what is put on sale. */
  void bringUsersUpToDate() {
    LocalDate known =
        context.warehouse().snapshot(ShopTables.USERS).loads().stream()
            .flatMap(load -> load.to().stream())
            .max(LocalDate::compareTo)
            .orElse(first.minusDays(1));
    if (!known.isBefore(last)) {
      return;
    }
    String batch =
        GenerateJob.dimensions(context, new DateRange(known.plusDays(1), last))
            .execute()
            .manifest()
            .batch();
    new LoadJob(context, LoadOptions.batch(batch)).execute();
  }

  /** How much later than now the last event happens; nothing for days that are over. */
  Duration ahead() {
    Duration ahead =
        Duration.between(Instant.now(), last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    return ahead.isNegative() ? Duration.ZERO : ahead;
  }
}

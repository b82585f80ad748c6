package dev.mercato.generator;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.raw.BatchOrigin;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.raw.RawTable;
import dev.mercato.core.raw.RawZone;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.settings.ShopSettings;
import dev.mercato.generator.tables.OpenShops;
import dev.mercato.generator.tables.SimulatedTable;
import dev.mercato.simulator.Ids;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.Window;
import dev.mercato.simulator.calibration.Calibration;
import dev.mercato.simulator.calibration.CalibrationTally;
import dev.mercato.simulator.calibration.CustomerValue;
import dev.mercato.simulator.calibration.Reached;
import dev.mercato.simulator.users.Priors;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Simulates the settings' shop over the settings' days into a batch of the raw zone, and puts its
 * truth, samples and calibration beside it. A task writes one file; nothing is shuffled or sorted.
 */
public final class GenerateJob implements Job<Generated> {

  private static final List<SimulatedTable> TABLES =
      List.of(
          SimulatedTable.USERS,
          SimulatedTable.PRODUCTS,
          SimulatedTable.TRANSACTIONS,
          SimulatedTable.CLICKSTREAM);

  /** What events refer to. */
  private static final List<SimulatedTable> DIMENSIONS =
      List.of(SimulatedTable.USERS, SimulatedTable.PRODUCTS);

  private final JobContext context;
  private final List<SimulatedTable> tables;
  private final DateRange days;
  private final Window window;
  private final ShopSpec spec;

  /** The job of the context's settings. */
  public GenerateJob(JobContext context) {
    this(context, TABLES, context.settings().generate());
  }

  private GenerateJob(JobContext context, List<SimulatedTable> tables, DateRange days) {
    this.context = context;
    this.tables = tables;
    this.days = days;
    this.window = new Window(days.from(), days.to());
    this.spec = spec(context.settings().shop());
  }

  /**
   * Users and products as they are at the end of these days, without what happens in them: for days
   * whose events come by a stream.
   */
  public static GenerateJob dimensions(JobContext context, DateRange days) {
    return new GenerateJob(context, DIMENSIONS, days);
  }

  @Override
  public Generated execute() {
    requireDaysOfTheShop();
    RawZone raw = context.rawZone();
    raw.requirePlaceFor(days, origin());
    Path staging = raw.stage();
    try {
      Generated generated = write(staging);
      writeTruth(raw);
      if (tables.equals(TABLES)) {
        writeSamples();
        keepCalibration(raw, generated.calibration());
      }
      raw.publish(staging, generated.manifest());
      return generated;
    } finally {
      raw.discard(staging);
    }
  }

  private void requireDaysOfTheShop() {
    if (days.from().isBefore(spec.opened())) {
      throw MercatoException.usage(
          "The days %s begin before the shop opened on %s: give a later --from, or another shop.opened."
              .formatted(days, spec.opened()));
    }
    LocalDate last = spec.opened().plusDays(Ids.MAX_DAY);
    if (days.to().isAfter(last)) {
      throw MercatoException.usage(
          "The days %s go beyond %s, the last that ids hold: give an earlier --to."
              .formatted(days, last));
    }
  }

  private Generated write(Path staging) {
    List<RawTable> contents = new ArrayList<>();
    List<Reached> calibration = List.of();
    for (SimulatedTable table : tables) {
      Written written = writeTable(table, new Path(staging, table.label()));
      contents.add(new RawTable(table.label(), written.rows(), 0, written.checksum()));
      if (table == SimulatedTable.CLICKSTREAM) {
        calibration = calibration(written.tally());
      }
    }
    return new Generated(RawManifest.of(days, origin(), contents), calibration);
  }

  private Written writeTable(SimulatedTable table, Path directory) {
    try (Progress.Step step = context.progress().begin("generate " + table.label())) {
      Written written = new TableFiles(spark(), spec, window).write(table, directory);
      step.rows(written.rows());
      return written;
    }
  }

  private List<Reached> calibration(CalibrationTally tally) {
    try (Progress.Step step = context.progress().begin("compare with targets")) {
      return Calibration.compare(tally, CustomerValue.topFifthShare(OpenShops.get(spec), window));
    }
  }

  /** The truth of all who are in any batch: those of the latest day. */
  private void writeTruth(RawZone raw) {
    LocalDate lastDay =
        Stream.concat(raw.batches().stream().map(RawManifest::days), Stream.of(days))
            .map(DateRange::to)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    try (Progress.Step step = context.progress().begin("write truth")) {
      String location = context.settings().locations().truth();
      Priors priors = OpenShops.get(spec).population().priors();
      step.rows(new TruthFiles(spark(), location).write(spec, priors, lastDay));
    }
  }

  private void writeSamples() {
    String location = context.settings().locations().samples();
    SampleFiles samples = new SampleFiles(location, spark().hadoopConfiguration());
    for (SimulatedTable table : TABLES) {
      samples.write(table, OpenShops.get(spec), window);
    }
  }

  private void keepCalibration(RawZone raw, List<Reached> calibration) {
    String location = "%s/calibration/%s.json".formatted(raw.location(), days.batchName());
    new JsonFile(location, spark().hadoopConfiguration())
        .write(calibration.stream().map(CalibrationFigure::of).toList());
  }

  private JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(context.spark().sparkContext());
  }

  private BatchOrigin origin() {
    return new BatchOrigin.SimulatedShop(
        spec.seed(),
        spec.users(),
        spec.products(),
        spec.opened().toString(),
        spec.horizon().toString());
  }

  private static ShopSpec spec(ShopSettings shop) {
    try {
      return new ShopSpec(
          shop.seed(), shop.users(), shop.opened(), shop.horizon(), shop.products());
    } catch (IllegalArgumentException refused) {
      throw MercatoException.usage(refused.getMessage() + ".");
    }
  }
}

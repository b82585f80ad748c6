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
import dev.mercato.generator.tables.Parts;
import dev.mercato.generator.tables.SimulatedTable;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.Window;
import dev.mercato.simulator.calibration.Calibration;
import dev.mercato.simulator.calibration.CalibrationTally;
import dev.mercato.simulator.calibration.CustomerValue;
import dev.mercato.simulator.calibration.Reached;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

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

  private final JobContext context;
  private final DateRange days;
  private final Window window;
  private final ShopSpec spec;

  /** The job of the context's settings. */
  public GenerateJob(JobContext context) {
    this.context = context;
    this.days = context.settings().generate();
    this.window = new Window(days.from(), days.to());
    this.spec = spec(context.settings().shop());
  }

  @Override
  public Generated execute() {
    requireOpen();
    RawZone raw = context.rawZone();
    raw.requirePlaceFor(days, origin());
    Path staging = raw.stage();
    Generated generated;
    try {
      generated = write(staging);
      raw.publish(staging, generated.manifest());
    } catch (RuntimeException e) {
      raw.discard(staging);
      throw e;
    }
    return generated;
  }

  private void requireOpen() {
    if (days.from().isBefore(spec.opened())) {
      throw MercatoException.usage(
          "The days %s begin before the shop opened on %s: give a later --from, or another shop.opened."
              .formatted(days, spec.opened()));
    }
  }

  private Generated write(Path staging) {
    List<RawTable> tables = new ArrayList<>();
    List<Reached> calibration = List.of();
    Shop shop = OpenShops.get(spec);
    for (SimulatedTable table : TABLES) {
      Written written = writeTable(table, shop, new Path(staging, table.label()));
      tables.add(new RawTable(table.label(), written.rows(), 0, written.checksum()));
      if (table == SimulatedTable.CLICKSTREAM) {
        calibration = calibration(shop, written.tally());
      }
    }
    return new Generated(RawManifest.of(days, origin(), tables), calibration);
  }

  private Written writeTable(SimulatedTable table, Shop shop, Path directory) {
    try (Progress.Step step = context.progress().begin("generate " + table.label())) {
      List<PartFile> files = PartFile.of(table, Parts.of(table, shop, window));
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
      Broadcast<SerializableConfiguration> hadoop =
          spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
      spark.sc().setJobDescription("Simulate %s, %s".formatted(table.label(), days));
      try {
        Written written =
            spark
                .parallelize(files, files.size())
                .map(
                    new WritePart(
                        spec, window, directory.toString(), CompressionCodecName.ZSTD, hadoop))
                .reduce(Written::plus);
        step.rows(written.rows());
        return written;
      } finally {
        spark.sc().setJobDescription("");
        hadoop.destroy();
      }
    }
  }

  private List<Reached> calibration(Shop shop, CalibrationTally tally) {
    return Calibration.compare(tally, CustomerValue.topFifthShare(shop, window));
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
    return new ShopSpec(shop.seed(), shop.users(), shop.opened(), shop.horizon(), shop.products());
  }
}

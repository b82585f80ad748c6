package dev.mercato.core.job;

import dev.mercato.core.raw.RawZone;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.warehouse.Warehouse;
import org.apache.spark.sql.SparkSession;

/**
 * What every job is given.
 *
 * @param spark a session of the settings' environment, see {@link
 *     dev.mercato.core.spark.SparkSessions}
 */
public record JobContext(Settings settings, SparkSession spark, Progress progress) {

  public RawZone rawZone() {
    return new RawZone(settings.locations().raw(), spark.sparkContext().hadoopConfiguration());
  }

  public RunLog runLog() {
    return new RunLog(settings.locations().runs(), spark.sparkContext().hadoopConfiguration());
  }

  /** The tables. */
  public Warehouse warehouse() {
    return new Warehouse(spark, settings.database(), settings.locations().warehouse());
  }
}

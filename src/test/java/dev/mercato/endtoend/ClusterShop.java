package dev.mercato.endtoend;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.settings.Settings;
import dev.mercato.faults.RawCopy;
import dev.mercato.generator.GenerateJob;
import dev.mercato.services.HiveCluster;
import java.util.HashMap;
import java.util.Map;

/**
 * A small shop of its own on the cluster: a database, a warehouse and two raw zones in HDFS. Both
 * hold two months in two batches that share the first month, the second zone with other rows.
 */
final class ClusterShop {
  static final String FIRST_BATCH = "2025-01-01_2025-01-15";
  static final String SECOND_BATCH = "2025-01-16_2025-02-28";

  private final HiveCluster cluster;
  private final String name;

  private ClusterShop(HiveCluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
  }

  /** Simulates the shop and makes both raw zones; nothing is loaded. */
  static ClusterShop simulate(HiveCluster cluster, String name) {
    ClusterShop shop = new ClusterShop(cluster, name);
    for (String batch : new String[] {FIRST_BATCH, SECOND_BATCH}) {
      String[] days = batch.split("_", 2);
      new GenerateJob(
              shop.context(
                  Map.of(
                      "paths.raw",
                      shop.place("clean"),
                      "shop.users",
                      "300",
                      "shop.products",
                      "200",
                      "generate.from",
                      days[0],
                      "generate.to",
                      days[1])))
          .execute();
    }
    RawCopy copy = new RawCopy(cluster.spark(), shop.place("clean"));
    copy.to(shop.place("raw"), RawCopy.FIRST_VERSION);
    copy.to(shop.otherRawZone(), RawCopy.SECOND_VERSION);
    return shop;
  }

  /** The raw zone with the other rows. */
  String otherRawZone() {
    return place("raw-other");
  }

  JobContext context() {
    return context(Map.of());
  }

  JobContext context(Map<String, String> options) {
    return new JobContext(settings(options), cluster.spark(), Progress.silent());
  }

  /** What to say on a command line, so that it works on this shop. */
  Map<String, String> options() {
    Map<String, String> options = new HashMap<>();
    options.put("database", name);
    options.put("load.max-reject-share", "0.5");
    for (String path : new String[] {"raw", "truth", "warehouse", "samples", "reports", "runs"}) {
      options.put("paths." + path, place(path));
    }
    return options;
  }

  private Settings settings(Map<String, String> more) {
    Map<String, String> options = options();
    options.putAll(more);
    return cluster.settings(options);
  }

  private String place(String folder) {
    return "hdfs:///%s/%s".formatted(name, folder);
  }
}

package dev.mercato.endtoend;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.settings.Settings;
import dev.mercato.faults.RawCopy;
import dev.mercato.generator.GenerateJob;
import dev.mercato.services.HiveCluster;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A small shop on the cluster: a database and a warehouse of its own, and two raw zones in HDFS,
 * which all shops of a cluster read. Both zones hold two months in two batches that share the first
 * month; some rows of the shop's own are not valid.
 */
final class ClusterShop {
  static final String FIRST_BATCH = "2025-01-01_2025-01-15";
  static final String SECOND_BATCH = "2025-01-16_2025-02-10";
  private static final String SIMULATED = "simulated";

  /** Some rows of every month and batch, however few there are: ids have patterns of their own. */
  private static final Map<String, Map<String, String>> NOT_VALID =
      Map.of(
          "transactions",
          Map.of("quantity", "if(pmod(xxhash64(transaction_id), 5) = 0, -1, quantity)"),
          "clickstream",
          Map.of("event_type", "if(pmod(xxhash64(event_id), 20) = 0, 'sneeze', event_type)"));

  private static final Set<HiveCluster> HAVING_RAW_ZONES = new HashSet<>();

  private final HiveCluster cluster;
  private final String name;

  private ClusterShop(HiveCluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
  }

  /** A shop of which nothing is loaded; simulates it if the cluster has none yet. */
  static synchronized ClusterShop open(HiveCluster cluster, String name) {
    if (HAVING_RAW_ZONES.add(cluster)) {
      new ClusterShop(cluster, SIMULATED).simulate();
    }
    return new ClusterShop(cluster, name);
  }

  private void simulate() {
    for (String batch : new String[] {FIRST_BATCH, SECOND_BATCH}) {
      String[] days = batch.split("_", 2);
      new GenerateJob(
              context(
                  Map.of(
                      "paths.raw",
                      otherRawZone(),
                      "shop.users",
                      "300",
                      "shop.products",
                      "100",
                      "generate.from",
                      days[0],
                      "generate.to",
                      days[1])))
          .execute();
    }
    new RawCopy(cluster.spark(), otherRawZone()).to(rawZone(), NOT_VALID);
  }

  /** The raw zone with the other rows: as they were simulated, all of them valid. */
  static String otherRawZone() {
    return place(SIMULATED, "clean");
  }

  private static String rawZone() {
    return place(SIMULATED, "raw");
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
    options.put("paths.raw", rawZone());
    for (String path :
        new String[] {"truth", "warehouse", "samples", "reports", "runs", "models"}) {
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
    return place(name, folder);
  }

  private static String place(String shop, String folder) {
    return "hdfs:///mercato/%s/%s".formatted(shop, folder);
  }
}

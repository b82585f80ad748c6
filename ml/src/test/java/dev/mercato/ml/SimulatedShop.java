package dev.mercato.ml;

import dev.mercato.core.job.JobContext;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.etl.marts.MartsJob;
import dev.mercato.etl.marts.MartsOptions;
import dev.mercato.generator.GenerateJob;
import java.util.HashMap;
import java.util.Map;

/** Simulated shops, generated and loaded once for all tests of a JVM. */
public final class SimulatedShop {
  private static final Map<Map<String, String>, JobContext> SHOPS = new HashMap<>();

  private SimulatedShop() {}

  /** The shop that most tests share: 2,000 users and 300 products, over half a year. */
  public static JobContext small() {
    return of(
        Map.of(
            "shop.users", "2000",
            "shop.products", "300",
            "generate.from", "2025-01-01",
            "generate.to", "2025-06-30",
            "churn.horizon-days", "30",
            "recommend.horizon-days", "30"));
  }

  /** A shop with these settings; with the tables, the marts and the truth. */
  public static synchronized JobContext of(Map<String, String> settings) {
    return SHOPS.computeIfAbsent(Map.copyOf(settings), SimulatedShop::make);
  }

  private static JobContext make(Map<String, String> settings) {
    JobContext context = Platform.fresh(settings);
    String batch = new GenerateJob(context).execute().manifest().batch();
    new LoadJob(context, LoadOptions.batch(batch)).execute();
    new MartsJob(context, MartsOptions.changes()).execute();
    return context;
  }
}

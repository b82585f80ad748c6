package dev.mercato.ml;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.raw.BatchOrigin;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shop behind the tables, where it is a simulated one: what {@code data/truth} holds, as the
 * pure function of the shop's specification that it is. Only evaluation asks for it.
 */
public final class SimulatedTruth {
  private static final Map<ShopSpec, Shop> SHOPS = new ConcurrentHashMap<>();

  private SimulatedTruth() {}

  /** The specification of the shop that the raw zone holds; empty if it holds another's files. */
  public static Optional<ShopSpec> of(JobContext context) {
    return context.rawZone().batches().stream()
        .map(RawManifest::origin)
        .filter(BatchOrigin.SimulatedShop.class::isInstance)
        .map(BatchOrigin.SimulatedShop.class::cast)
        .findFirst()
        .map(
            shop ->
                new ShopSpec(
                    shop.seed(),
                    shop.users(),
                    LocalDate.parse(shop.opened()),
                    LocalDate.parse(shop.horizon()),
                    shop.products()));
  }

  /** The shop, made once a JVM. */
  public static Shop shop(ShopSpec spec) {
    return SHOPS.computeIfAbsent(spec, Shop::of);
  }
}

package dev.mercato.generator.tables;

import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The shops that this process has at hand, so that its tasks share one. Thread-safe. */
public final class OpenShops {

  private static final int MOST = 4;

  private static final Map<ShopSpec, Shop> SHOPS = new LinkedHashMap<>(MOST, 0.75f, true);

  private OpenShops() {}

  /** The shop of a specification; the ones not asked for lately are let go. */
  public static Shop get(ShopSpec spec) {
    synchronized (SHOPS) {
      Shop shop = SHOPS.computeIfAbsent(spec, Shop::of);
      if (SHOPS.size() > MOST) {
        SHOPS.remove(SHOPS.keySet().iterator().next());
      }
      return shop;
    }
  }
}

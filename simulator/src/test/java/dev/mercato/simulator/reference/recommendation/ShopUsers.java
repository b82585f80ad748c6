package dev.mercato.simulator.reference.recommendation;

import dev.mercato.simulator.Shop;
import dev.mercato.simulator.Window;
import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.catalogue.ClusterWeights;
import dev.mercato.simulator.walk.ClickstreamCursor;
import dev.mercato.simulator.walk.EventType;
import dev.mercato.simulator.walk.TransactionCursor;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the users of a shop viewed and bought before a cut, and buy in the days after it. */
final class ShopUsers {

  /** One user; lists of products as they came, with repetitions. */
  static final class History {
    final ClusterWeights taste;
    final List<Long> bought = new ArrayList<>();
    final List<Long> buysLater = new ArrayList<>();
    private final Map<YearMonth, Map<Long, Integer>> views = new TreeMap<>();

    History(ClusterWeights taste) {
      this.taste = taste;
    }

    List<ProductViews> views() {
      List<ProductViews> result = new ArrayList<>();
      views.forEach(
          (month, products) ->
              products.forEach(
                  (product, times) -> result.add(new ProductViews(month, product, times))));
      return result;
    }
  }

  private final Shop shop;
  private final Map<Long, History> users = new TreeMap<>();

  ShopUsers(Shop shop, LocalDate firstDay, RecommendationWindow window) {
    this.shop = shop;
    LocalDate lastDay = window.cut().plusDays(window.horizonDays() - 1L);
    readViews(new Window(firstDay, window.cut().minusDays(1)));
    readPurchases(new Window(firstDay, lastDay), window.cut());
  }

  Map<Long, History> all() {
    return users;
  }

  private History of(long user) {
    return users.computeIfAbsent(user, id -> new History(shop.population().truth(id).taste()));
  }

  private void readViews(Window days) {
    ClickstreamCursor events = new ClickstreamCursor(shop, days, shop.usersBy(days.to()));
    while (events.next()) {
      if (events.eventType() == EventType.PRODUCT_VIEW) {
        YearMonth month = YearMonth.from(date(events.occurredAt()));
        of(events.userId())
            .views
            .computeIfAbsent(month, m -> new TreeMap<>())
            .merge(events.productId(), 1, Integer::sum);
      }
    }
  }

  private void readPurchases(Window days, LocalDate cut) {
    TransactionCursor lines = new TransactionCursor(shop, days, shop.usersBy(days.to()));
    while (lines.next()) {
      History user = of(lines.userId());
      (date(lines.occurredAt()).isBefore(cut) ? user.bought : user.buysLater)
          .add(lines.productId());
    }
  }

  private static LocalDate date(long micros) {
    return LocalDate.ofEpochDay(Math.floorDiv(micros, Seasons.DAY_MICROS));
  }
}

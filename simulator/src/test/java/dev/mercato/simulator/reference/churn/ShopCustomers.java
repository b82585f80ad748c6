package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.Shop;
import dev.mercato.simulator.UserRange;
import dev.mercato.simulator.Window;
import dev.mercato.simulator.reference.churn.LittleWorld.Customer;
import dev.mercato.simulator.users.LoyaltyTier;
import dev.mercato.simulator.users.UserTruth;
import dev.mercato.simulator.walk.Session;
import dev.mercato.simulator.walk.ShopWalk;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The users of the simulated shop who signed up before the cut, with what is observed of them. */
final class ShopCustomers {

  /** Sessions of one user as they come by. */
  private static final class Seen {
    private final List<VisitDay> days = new ArrayList<>();
    private long last;
    private boolean buysLater;

    void visit(LocalDate date, long startedAt, boolean buys) {
      int end = days.size() - 1;
      int purchases = buys ? 1 : 0;
      if (end >= 0 && days.get(end).epochDay() == date.toEpochDay()) {
        VisitDay day = days.get(end);
        days.set(end, new VisitDay(day.epochDay(), day.visits() + 1, day.purchases() + purchases));
      } else {
        days.add(new VisitDay(date.toEpochDay(), 1, purchases));
      }
      last = startedAt;
    }
  }

  private final Shop shop;
  private final ObservationWindow window;

  ShopCustomers(Shop shop, ObservationWindow window) {
    this.shop = shop;
    this.window = window;
  }

  List<Customer> all() {
    LocalDate lastDay = window.firstDay().plusDays(window.days() - 1L);
    UserRange users = shop.usersBy(lastDay);
    ShopWalk walk =
        new ShopWalk(shop, new Window(window.firstDay(), lastDay), users, ShopWalk.Sessions.ALL);
    Map<Long, Seen> seen = new HashMap<>();
    while (walk.next()) {
      Session session = walk.session();
      Seen user = seen.computeIfAbsent(session.userId(), id -> new Seen());
      if (walk.date().isBefore(window.cut())) {
        user.visit(walk.date(), session.occurredAt(0), session.buys());
      } else {
        user.buysLater |= session.buys();
      }
    }
    List<Customer> result = new ArrayList<>();
    for (long user = users.first(); user <= users.last(); user++) {
      if (shop.hasSignedUp(user, window.cut().minusDays(1))) {
        result.add(customer(user, seen.getOrDefault(user, new Seen())));
      }
    }
    return result;
  }

  private Customer customer(long user, Seen seen) {
    UserTruth truth = shop.population().truth(user);
    LoyaltyTier tier = shop.population().row(user).loyaltyTier();
    long last = seen.days.isEmpty() ? truth.signupAtMicros() : seen.last;
    CustomerHistory history = new CustomerHistory(truth.signupAtMicros(), tier, last, seen.days);
    long cut = window.cut().toEpochDay() * 86_400_000_000L;
    return new Customer(
        CustomerRates.of(truth), history, truth.lifetimeEndMicros() > cut, !seen.buysLater);
  }
}

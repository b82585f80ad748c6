package dev.mercato.simulator.calibration;

import dev.mercato.simulator.Shop;
import dev.mercato.simulator.UserRange;
import dev.mercato.simulator.Window;
import dev.mercato.simulator.walk.Order;
import dev.mercato.simulator.walk.OrderStatus;
import dev.mercato.simulator.walk.ShopWalk;
import java.util.Arrays;

/** How unevenly customers spend. */
public final class CustomerValue {

  /** Users are drawn independently, so these many tell what all would. */
  public static final int MOST_USERS = 200_000;

  private static final double TOP = 0.2;

  private CustomerValue() {}

  /**
   * The share of the revenue of completed orders that the top fifth of the customers brings,
   * exactly, over users 1 to {@link #MOST_USERS} or all there are. A customer is a user with a
   * completed order in the window. Walks through the orders once; 0 if there are none.
   */
  public static double topFifthShare(Shop shop, Window window) {
    UserRange all = shop.usersBy(window.to());
    UserRange users = new UserRange(1, Math.min(all.last(), MOST_USERS));
    long[] spent = new long[(int) users.last() + 1];
    ShopWalk walk = new ShopWalk(shop, window, users, ShopWalk.Sessions.BUYING);
    while (walk.next()) {
      Order order = walk.order();
      if (order.status() == OrderStatus.COMPLETED) {
        spent[(int) walk.session().userId()] += order.amountCents();
      }
    }
    Arrays.sort(spent);
    return topShare(spent);
  }

  private static double topShare(long[] sorted) {
    int customers = 0;
    long total = 0;
    for (long amount : sorted) {
      customers += amount > 0 ? 1 : 0;
      total += amount;
    }
    long top = 0;
    for (int i = 0; i < Math.round(customers * TOP); i++) {
      top += sorted[sorted.length - 1 - i];
    }
    return total == 0 ? 0 : top / (double) total;
  }
}

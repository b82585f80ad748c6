package dev.mercato.simulator.walk;

import dev.mercato.simulator.Ids;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.UserRange;
import dev.mercato.simulator.Window;

/**
 * The rows of the table transactions of some users on some days: by user, day, order and line. Only
 * the sessions that buy are written out. Stands before the first row; the getters speak of the row
 * that {@link #next()} went to. Allocates nothing by row; not thread-safe.
 */
public final class TransactionCursor {

  private final ShopWalk walk;
  private final Session session;
  private Order order = new Order();
  private int line;

  /** Opens the cursor. */
  public TransactionCursor(Shop shop, Window window, UserRange users) {
    this.walk = new ShopWalk(shop, window, users, ShopWalk.Sessions.BUYING);
    this.session = walk.session();
  }

  /** Goes to the next row; false when there is none left. */
  public boolean next() {
    if (++line < order.lines) {
      return true;
    }
    line = 0;
    if (walk.next()) {
      order = walk.order();
      return true;
    }
    order.lines = 0;
    return false;
  }

  public long transactionId() {
    return Ids.transaction(order.id, line);
  }

  public long orderId() {
    return order.id;
  }

  public long userId() {
    return session.user;
  }

  public long productId() {
    return order.products[line];
  }

  public long sessionId() {
    return session.id;
  }

  public int quantity() {
    return order.quantities[line];
  }

  public long unitPriceCents() {
    return order.unitPrices[line];
  }

  public long discountCents() {
    return order.discounts[line];
  }

  /** Quantity times unit price less discount. */
  public long amountCents() {
    return order.amountCents(line);
  }

  public OrderStatus status() {
    return order.status;
  }

  public PaymentMethod paymentMethod() {
    return order.payment;
  }

  /** The time of the order's purchase event, in microseconds since 1970-01-01 UTC. */
  public long occurredAt() {
    return order.occurredAt;
  }

  /**
   * When the status was reached, in microseconds since 1970-01-01 UTC; until then the order counts
   * as completed.
   */
  public long statusAt() {
    return order.statusAt;
  }
}

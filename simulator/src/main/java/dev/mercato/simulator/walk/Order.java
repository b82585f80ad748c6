package dev.mercato.simulator.walk;

import dev.mercato.simulator.Ids;

/**
 * The order of a session that buys, with a line for each product in the cart. Written anew for each
 * order; not thread-safe. Money is in cents: a line's amount is quantity times unit price less
 * discount, never negative.
 */
public final class Order {

  long id;
  int lines;
  OrderStatus status = OrderStatus.COMPLETED;
  PaymentMethod payment = PaymentMethod.CREDIT_CARD;
  long occurredAt;
  long statusAt;
  final int[] products = new int[Ids.MAX_LINES];
  final int[] quantities = new int[Ids.MAX_LINES];
  final long[] unitPrices = new long[Ids.MAX_LINES];
  final long[] discounts = new long[Ids.MAX_LINES];

  Order() {}

  /** Its id, see {@link Ids}. */
  public long orderId() {
    return id;
  }

  /** How many lines it has, at least 1. */
  public int lines() {
    return lines;
  }

  /** How it ended. */
  public OrderStatus status() {
    return status;
  }

  /** How it was paid. */
  public PaymentMethod paymentMethod() {
    return payment;
  }

  /** When it was placed: the time of its purchase event. Microseconds since 1970-01-01 UTC. */
  public long occurredAt() {
    return occurredAt;
  }

  /** When its status was reached, not before it was placed. Microseconds since 1970-01-01 UTC. */
  public long statusAt() {
    return statusAt;
  }

  /** What a line comes to, in cents. */
  public long amountCents(int line) {
    return quantities[line] * unitPrices[line] - discounts[line];
  }

  /** What the whole order comes to, in cents. */
  public long amountCents() {
    long sum = 0;
    for (int line = 0; line < lines; line++) {
      sum += amountCents(line);
    }
    return sum;
  }
}

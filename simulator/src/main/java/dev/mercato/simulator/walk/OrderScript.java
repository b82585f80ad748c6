package dev.mercato.simulator.walk;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.catalogue.Catalogue;
import dev.mercato.simulator.random.AliasTable;
import dev.mercato.simulator.random.RandomStream;
import java.time.LocalDate;
import java.time.Month;

/**
 * Writes the order of a session that buys, from a random stream of its own: quantities, discounts,
 * payment, and how it ended.
 *
 * <p>About 85 per cent of orders stay completed. Returns are set near the share of online orders
 * that come back in the National Retail Federation's "Consumer Returns in the Retail Industry"
 * reports, on the low side as a shop of all categories, and higher for orders of December and
 * January: presents given back and sales that did not fit.
 */
final class OrderScript {

  private static final AliasTable QUANTITIES = AliasTable.of(0, 0.89, 0.08, 0.02, 0.01);
  private static final AliasTable PAYMENTS = AliasTable.of(46, 24, 10, 10, 6, 4);

  private static final double FAILED = 0.025;
  private static final double CANCELLED = 0.035;
  private static final double REFUNDED = 0.085;
  private static final double DECEMBER_RETURNS = 1.2;
  private static final double JANUARY_RETURNS = 1.6;

  private static final double TAKES_PART = 0.6;
  private static final double COUPON = 0.06;
  private static final int COUPON_PERCENT = 10;

  private static final long SECOND = 1_000_000L;
  private static final long HOUR = 3_600 * SECOND;
  private static final double HOLIDAY_EXTENSION = 0.5;

  private final Catalogue catalogue;
  private final RandomStream stream = new RandomStream();

  OrderScript(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Writes the session's order; {@code key} is that of its random stream. */
  void write(Order order, Session session, long key, LocalDate day, int discountPercent) {
    stream.restart(key);
    order.id = session.orderId;
    order.lines = session.lines;
    order.occurredAt = session.times[session.size - 1];
    order.payment = PaymentMethod.of(PAYMENTS.draw(stream.next()));
    boolean coupon = stream.uniform() < COUPON;
    for (int line = 0; line < order.lines; line++) {
      int product = session.bought[line];
      order.products[line] = product;
      order.quantities[line] = QUANTITIES.draw(stream.next());
      order.unitPrices[line] = catalogue.priceCents(product);
      boolean takesPart = stream.uniform() < TAKES_PART;
      int percent =
          takesPart && discountPercent > 0 ? discountPercent : coupon ? COUPON_PERCENT : 0;
      order.discounts[line] =
          (order.quantities[line] * order.unitPrices[line] * percent + 50) / 100;
    }
    end(order, day);
  }

  private void end(Order order, LocalDate day) {
    double u = stream.uniform();
    double later = stream.uniform();
    double returned = REFUNDED * returnsFactor(day.getMonth());
    if (u < FAILED) {
      order.status = OrderStatus.FAILED;
      order.statusAt = order.occurredAt + 5 * SECOND + (long) (later * 120 * SECOND);
    } else if (u < FAILED + CANCELLED) {
      order.status = OrderStatus.CANCELLED;
      order.statusAt = order.occurredAt + HOUR / 6 + (long) (later * 48 * HOUR);
    } else if (u < FAILED + CANCELLED + returned) {
      order.status = OrderStatus.REFUNDED;
      order.statusAt = refundedAt(order.occurredAt, day, later);
    } else {
      order.status = OrderStatus.COMPLETED;
      order.statusAt = order.occurredAt;
    }
  }

  /**
   * 4 to 45 days later, sooner mostly; half of December's refunds wait for the weeks after
   * Christmas.
   */
  private long refundedAt(long occurredAt, LocalDate day, double later) {
    boolean extended = stream.uniform() < HOLIDAY_EXTENSION;
    if (extended && day.getMonth() == Month.DECEMBER && day.getDayOfMonth() <= 24) {
      long afterChristmas = day.withDayOfMonth(27).toEpochDay() * Seasons.DAY_MICROS;
      return afterChristmas + (long) (later * 33 * Seasons.DAY_MICROS);
    }
    return occurredAt + 4 * Seasons.DAY_MICROS + (long) (later * later * 41 * Seasons.DAY_MICROS);
  }

  private static double returnsFactor(Month month) {
    return switch (month) {
      case DECEMBER -> DECEMBER_RETURNS;
      case JANUARY -> JANUARY_RETURNS;
      case FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER -> 1;
    };
  }
}

package dev.mercato.simulator.calibration;

import dev.mercato.simulator.Window;
import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.walk.Order;
import dev.mercato.simulator.walk.OrderStatus;
import dev.mercato.simulator.walk.Session;
import dev.mercato.simulator.walk.SessionObserver;
import dev.mercato.simulator.walk.ShopWalk;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * Counts sessions and orders as a cursor goes through them. A task fills a tally of its own;
 * tallies of the same window add up. Its size depends on the days of the window only. Not
 * thread-safe.
 */
public final class CalibrationTally implements SessionObserver, Serializable {

  private static final long serialVersionUID = 1L;

  private final LocalDate from;
  private final LocalDate to;
  private final long[] sessionsByDay;
  private final long[] ordersByDay;
  private final long[] refundedByDay;
  private long events;
  private long bounces;
  private long cartSessions;
  private long completedOrders;
  private long orderLines;
  private long amountCents;

  /** An empty tally of a window. */
  public CalibrationTally(Window window) {
    this.from = window.from();
    this.to = window.to();
    this.sessionsByDay = new long[window.days()];
    this.ordersByDay = new long[window.days()];
    this.refundedByDay = new long[window.days()];
  }

  @Override
  public void observe(Session session, ShopWalk walk) {
    int day = (int) (Math.floorDiv(session.occurredAt(0), Seasons.DAY_MICROS) - from.toEpochDay());
    sessionsByDay[day]++;
    events += session.events();
    bounces += session.events() == 1 ? 1 : 0;
    cartSessions += session.hasCart() ? 1 : 0;
    if (session.buys()) {
      count(walk.order(), day);
    }
  }

  private void count(Order order, int day) {
    ordersByDay[day]++;
    refundedByDay[day] += order.status() == OrderStatus.REFUNDED ? 1 : 0;
    completedOrders += order.status() == OrderStatus.COMPLETED ? 1 : 0;
    orderLines += order.lines();
    amountCents += order.amountCents();
  }

  /** Adds what another tally of the same window has counted. */
  public void merge(CalibrationTally other) {
    if (!window().equals(other.window())) {
      throw new IllegalArgumentException(
          "Cannot add the tally of " + other.window() + " to that of " + window());
    }
    for (int day = 0; day < sessionsByDay.length; day++) {
      sessionsByDay[day] += other.sessionsByDay[day];
      ordersByDay[day] += other.ordersByDay[day];
      refundedByDay[day] += other.refundedByDay[day];
    }
    events += other.events;
    bounces += other.bounces;
    cartSessions += other.cartSessions;
    completedOrders += other.completedOrders;
    orderLines += other.orderLines;
    amountCents += other.amountCents;
  }

  /** The days that are counted. */
  public Window window() {
    return new Window(from, to);
  }

  /** Rows of clickstream. */
  public long events() {
    return events;
  }

  /** Rows of transactions. */
  public long orderLines() {
    return orderLines;
  }

  /** Sessions with one event. */
  public long bounces() {
    return bounces;
  }

  /** Sessions that put something into the cart. */
  public long cartSessions() {
    return cartSessions;
  }

  /** Orders that stayed completed. */
  public long completedOrders() {
    return completedOrders;
  }

  /** What all orders come to, however they ended. */
  public long amountCents() {
    return amountCents;
  }

  /** All sessions. */
  public long sessions() {
    return sum(sessionsByDay, day -> true);
  }

  /** All orders. */
  public long orders() {
    return sum(ordersByDay, day -> true);
  }

  /** The mean number of sessions on the days chosen; not a number if there are none. */
  double sessionsADay(Days days) {
    return sum(sessionsByDay, days) / (double) count(days);
  }

  /** The mean number of orders on the days chosen; not a number if there are none. */
  double ordersADay(Days days) {
    return sum(ordersByDay, days) / (double) count(days);
  }

  /**
   * The share of the orders placed on the days chosen that are refunded; not a number if there are
   * none.
   */
  double refundedShare(Days days) {
    return sum(refundedByDay, days) / (double) sum(ordersByDay, days);
  }

  private long sum(long[] byDay, Days days) {
    long sum = 0;
    for (int i = 0; i < byDay.length; i++) {
      sum += days.include(from.plusDays(i)) ? byDay[i] : 0;
    }
    return sum;
  }

  private int count(Days days) {
    int count = 0;
    for (int i = 0; i < sessionsByDay.length; i++) {
      count += days.include(from.plusDays(i)) ? 1 : 0;
    }
    return count;
  }

  /** A choice of days. */
  interface Days {
    boolean include(LocalDate day);
  }
}

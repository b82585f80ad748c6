package dev.mercato.simulator.walk;

import dev.mercato.simulator.Ids;
import dev.mercato.simulator.users.Device;

/**
 * One session: who, when, and its events in strict order of time. The walk writes one session after
 * another into the same object; a reader takes from it what it needs before going on. Not
 * thread-safe.
 */
public final class Session {

  /** No product, no query. */
  static final int NONE = 0;

  long user;
  long id;
  long orderId;
  Device device = Device.MOBILE;
  Referrer referrer = Referrer.DIRECT;
  int size;
  int carted;
  boolean checkout;
  final byte[] types = new byte[Ids.MAX_EVENTS];
  final int[] products = new int[Ids.MAX_EVENTS];
  final int[] queries = new int[Ids.MAX_EVENTS];
  final long[] times = new long[Ids.MAX_EVENTS];
  int lines;
  final int[] bought = new int[Ids.MAX_LINES];

  Session() {}

  /** Whose session it is. */
  public long userId() {
    return user;
  }

  /** Its id, see {@link Ids}. */
  public long sessionId() {
    return id;
  }

  /** Whether it ends in a purchase. */
  public boolean buys() {
    return lines > 0;
  }

  /** Whether anything was put into the cart. */
  public boolean hasCart() {
    return carted > 0;
  }

  /** Whether a checkout was begun. */
  public boolean hasCheckout() {
    return checkout;
  }

  /** What it runs on. */
  public Device device() {
    return device;
  }

  /** Where it came from. */
  public Referrer referrer() {
    return referrer;
  }

  /** How many events it has, at least 1. */
  public int events() {
    return size;
  }

  /** What an event, from 0 on, is. */
  public EventType type(int event) {
    return EventType.of(types[event]);
  }

  /** When an event is, in microseconds since 1970-01-01 UTC. */
  public long occurredAt(int event) {
    return times[event];
  }
}

package dev.mercato.simulator.walk;

import dev.mercato.simulator.Ids;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.UserRange;
import dev.mercato.simulator.Window;
import dev.mercato.simulator.catalogue.SearchQueries;
import dev.mercato.simulator.users.Device;

/**
 * The rows of the table clickstream of some users on some days: by user, day and time. Stands
 * before the first row; the getters speak of the row that {@link #next()} went to. Nothing is
 * computed for a getter that is not called. Allocates nothing by row; not thread-safe.
 */
public final class ClickstreamCursor {

  private final ShopWalk walk;
  private final Session session;
  private final SessionObserver observer;
  private int event;

  /** Opens the cursor. */
  public ClickstreamCursor(Shop shop, Window window, UserRange users) {
    this(shop, window, users, (session, walk) -> {});
  }

  /** Opens the cursor with someone to look at the sessions as they go by. */
  public ClickstreamCursor(Shop shop, Window window, UserRange users, SessionObserver observer) {
    this.walk = new ShopWalk(shop, window, users, ShopWalk.Sessions.ALL);
    this.session = walk.session();
    this.observer = observer;
  }

  /** Goes to the next row; false when there is none left. */
  public boolean next() {
    if (++event < session.size) {
      return true;
    }
    event = 0;
    if (walk.next()) {
      observer.observe(session, walk);
      return true;
    }
    session.size = 0;
    return false;
  }

  public long eventId() {
    return Ids.event(session.id, event);
  }

  public long sessionId() {
    return session.id;
  }

  public long userId() {
    return session.user;
  }

  public EventType eventType() {
    return EventType.of(session.types[event]);
  }

  /** The product, 0 where there is none. */
  public long productId() {
    return session.products[event];
  }

  /** The order of a purchase, 0 for all other events. */
  public long orderId() {
    return eventType() == EventType.PURCHASE ? session.orderId : 0;
  }

  /** The index of the query of a search in {@link SearchQueries#all()}, -1 for all other events. */
  public int searchQuery() {
    return eventType() == EventType.SEARCH ? session.queries[event] : -1;
  }

  public Device device() {
    return session.device;
  }

  public Referrer referrer() {
    return session.referrer;
  }

  /** Microseconds since 1970-01-01 UTC. */
  public long occurredAt() {
    return session.times[event];
  }
}

package dev.mercato.simulator.walk;

import dev.mercato.simulator.Ids;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.Window;
import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.users.Device;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * One day of the whole shop in order of time: the rows of both fact tables, each order's lines
 * right after its purchase event. Rows of the same microsecond come by user. The day is walked when
 * it is opened and kept as 16 bytes an event and some more a session (about 30 MB for a million
 * users); the rows are made as they are read. Not thread-safe.
 */
public final class DayWalk implements Iterator<ShopEvent> {

  private static final int INDEX_BITS = 26;
  private static final int EVENT_SHIFT = 23;
  private static final int SESSION_SHIFT = 31;
  private static final int TYPE_SHIFT = 20;
  private static final int VALUE_MASK = (1 << TYPE_SHIFT) - 1;

  private final long midnight;
  private final List<Visit> visits = new ArrayList<>();

  /** Time of the day, then the index of the event: sorting these sorts the day. */
  private long[] keys = new long[1 << 12];

  /** By index: session 26 bits, event of the session 8, type 3, product or query 20. */
  private long[] events = new long[1 << 12];

  private int size;
  private int position;
  private final Deque<OrderLine> waiting = new ArrayDeque<>();

  private DayWalk(Shop shop, LocalDate day) {
    this.midnight = day.toEpochDay() * Seasons.DAY_MICROS;
    ShopWalk walk = new ShopWalk(shop, Window.day(day), shop.usersBy(day), ShopWalk.Sessions.ALL);
    while (walk.next()) {
      add(walk.session(), walk);
    }
    Arrays.sort(keys, 0, size);
  }

  /** Opens a day. */
  public static DayWalk of(Shop shop, LocalDate day) {
    return new DayWalk(shop, day);
  }

  @Override
  public boolean hasNext() {
    return !waiting.isEmpty() || position < size;
  }

  @Override
  public ShopEvent next() {
    if (!waiting.isEmpty()) {
      return waiting.remove();
    }
    if (position == size) {
      throw new NoSuchElementException("Cannot go on: the day is over");
    }
    long key = keys[position++];
    return row(midnight + (key >>> INDEX_BITS), events[(int) (key & ((1L << INDEX_BITS) - 1))]);
  }

  private ClickEvent row(long occurredAt, long packed) {
    Visit visit = visits.get((int) (packed >>> SESSION_SHIFT));
    EventType type = EventType.of((int) (packed >>> TYPE_SHIFT) & 7);
    int value = (int) packed & VALUE_MASK;
    boolean purchase = type == EventType.PURCHASE;
    boolean search = type == EventType.SEARCH;
    if (purchase) {
      waiting.addAll(visit.lines());
    }
    return new ClickEvent(
        Ids.event(visit.sessionId(), (int) (packed >>> EVENT_SHIFT) & 0xFF),
        visit.sessionId(),
        visit.userId(),
        type,
        search ? 0 : value,
        purchase ? visit.lines().get(0).orderId() : 0,
        search ? value : -1,
        visit.device(),
        visit.referrer(),
        occurredAt);
  }

  private void add(Session session, ShopWalk walk) {
    long number = visits.size();
    List<OrderLine> lines =
        session.buys() ? OrderLine.of(walk.order(), session) : List.<OrderLine>of();
    visits.add(new Visit(session.user, session.id, session.device, session.referrer, lines));
    reserve(session.size);
    for (int event = 0; event < session.size; event++) {
      int type = session.types[event];
      boolean search = type == EventType.SEARCH.code();
      int value = search ? session.queries[event] : session.products[event];
      keys[size] = (session.times[event] - midnight) << INDEX_BITS | size;
      events[size++] =
          number << SESSION_SHIFT | (long) event << EVENT_SHIFT | (long) type << TYPE_SHIFT | value;
    }
  }

  private void reserve(int more) {
    if (size + more > 1 << INDEX_BITS) {
      throw new IllegalStateException(
          "Cannot sort a day of more than "
              + (1 << INDEX_BITS)
              + " events in memory: use fewer users");
    }
    if (size + more > keys.length) {
      keys = Arrays.copyOf(keys, 2 * keys.length);
      events = Arrays.copyOf(events, 2 * events.length);
    }
  }

  /** What the events of a session share. */
  private record Visit(
      long userId, long sessionId, Device device, Referrer referrer, List<OrderLine> lines) {}
}

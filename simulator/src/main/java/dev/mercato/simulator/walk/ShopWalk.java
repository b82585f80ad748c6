package dev.mercato.simulator.walk;

import dev.mercato.simulator.Ids;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.UserRange;
import dev.mercato.simulator.Window;
import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.random.AliasTable;
import dev.mercato.simulator.random.Mix;
import dev.mercato.simulator.random.Purpose;
import dev.mercato.simulator.random.RandomStream;
import dev.mercato.simulator.users.Device;
import dev.mercato.simulator.users.Population;
import dev.mercato.simulator.users.Priors;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * All sessions of some users on some days, user by user, day by day, in order of their start. What
 * a user does on a day is the same in any walk that comes by. Holds one session at a time; not
 * thread-safe.
 *
 * <p>The number of visits on a day is Poisson with mean {@code lambda * visitFactor(day)}, on the
 * days of sign-up and of the lifetime's end times the share of the day that is left. A session
 * starts at least a second before the end of the lifetime and of the day, and is over by then: one
 * that would last longer goes faster.
 */
public final class ShopWalk {

  /** Which sessions to stop at. */
  public enum Sessions {
    ALL,
    BUYING
  }

  private static final int MOST_VISITS = Ids.MAX_SESSIONS - 1;
  private static final long SECOND = 1_000_000L;
  private static final double USUAL_DEVICE = 0.85;
  private static final AliasTable REFERRERS = AliasTable.of(34, 26, 14, 12, 9, 5);

  private final Population population;
  private final WalkDays days;
  private final long openedMicros;
  private final UserRange users;
  private final boolean buyingOnly;

  private final Session session = new Session();
  private final Order order = new Order();
  private final RandomStream stream = new RandomStream();
  private final RandomStream startStream = new RandomStream();
  private final Interests interests;
  private final SessionScript sessionScript;
  private final OrderScript orderScript;
  private final long[] starts = new long[Ids.MAX_SESSIONS];

  private long user;
  private long userKey;
  private long signupAt;
  private long lifetimeEnd;
  private double visitRate;
  private boolean traitsDrawn;
  private double conversion;
  private Device device = Device.MOBILE;
  private long visitsKey;
  private long startsKey;
  private long sessionsKey;

  private int day;
  private int dayLimit;
  private int visit;
  private int visits;
  private long from;
  private long to;
  private boolean started;

  /** A walk that stands before the first session. */
  public ShopWalk(Shop shop, Window window, UserRange users, Sessions sessions) {
    this.population = shop.population();
    this.days = new WalkDays(shop, window);
    this.openedMicros = shop.spec().opened().toEpochDay() * Seasons.DAY_MICROS;
    this.users = users;
    this.buyingOnly = sessions == Sessions.BUYING;
    this.interests = new Interests(population);
    this.sessionScript = new SessionScript(shop.catalogue(), session, stream, interests);
    this.orderScript = new OrderScript(shop.catalogue());
    this.user = users.first() - 1;
  }

  /** Goes on to the next session; false when there is none left. */
  public boolean next() {
    while (true) {
      while (visit < visits) {
        if (play(visit++)) {
          return true;
        }
      }
      if (!nextVisitDay() && !nextUser()) {
        return false;
      }
    }
  }

  /** The session that the walk stands at, until it goes on. */
  public Session session() {
    return session;
  }

  /** Writes out the order of the session that the walk stands at, which must be one that buys. */
  public Order order() {
    if (!session.buys()) {
      throw new IllegalStateException(
          "Cannot read the order of session " + session.id + ": it buys nothing");
    }
    long key = Mix.at(Mix.at(userKey, Purpose.ORDER), sessionNumber());
    orderScript.write(order, session, key, days.date(day), days.discounts[day]);
    return order;
  }

  /** The date of the session that the walk stands at. */
  public LocalDate date() {
    return days.date(day);
  }

  private long sessionNumber() {
    return session.id & 0xFFFFF;
  }

  /**
   * Goes on to the next user who is alive on one of the days; leaves the walk before the first of
   * these days.
   */
  private boolean nextUser() {
    while (user < users.last()) {
      user++;
      userKey = population.key(user);
      long signupDay = population.signupDay(user, userKey);
      if (signupDay >= (long) days.first + days.count) {
        continue;
      }
      signupAt = population.signupAt(userKey, signupDay);
      lifetimeEnd = population.lifetimeEnd(userKey, signupAt);
      long endDay = Math.floorDiv(lifetimeEnd - openedMicros, Seasons.DAY_MICROS);
      if (endDay < days.first) {
        continue;
      }
      visitRate = population.visitRate(userKey);
      visitsKey = Mix.at(userKey, Purpose.VISITS);
      traitsDrawn = false;
      day = (int) Math.max(0, signupDay - days.first) - 1;
      dayLimit = (int) Math.min(days.count, endDay - days.first + 1);
      return true;
    }
    return false;
  }

  /** Goes on to the user's next day with a visit. */
  private boolean nextVisitDay() {
    double[] factors = days.visitFactors;
    long key = visitsKey + days.first * Mix.GOLDEN;
    for (int i = day + 1; i < dayLimit; i++) {
      double u = Mix.uniform(Mix.mix(key + i * Mix.GOLDEN));
      double expected = visitRate * factors[i];
      // 1 - exp(-x) <= x: nearly all days without a visit end here.
      if (u < expected && arrive(i, expected, u)) {
        return true;
      }
    }
    day = dayLimit;
    return false;
  }

  /** Draws the number of the visits of a day; false if there are none. */
  private boolean arrive(int i, double wholeDay, double u) {
    long midnight = openedMicros + (days.first + i) * Seasons.DAY_MICROS;
    from = Math.max(midnight, signupAt);
    to = Math.min(midnight + Seasons.DAY_MICROS, lifetimeEnd);
    double expected = wholeDay * ((to - from) / (double) Seasons.DAY_MICROS);
    visits = to - from <= SECOND ? 0 : poisson(expected, u);
    visit = 0;
    day = i;
    started = false;
    if (visits > 0 && !traitsDrawn) {
      drawTraits();
    }
    return visits > 0;
  }

  /**
   * Draws when the visits of the day start: by the hour, and evenly in what is left of a partial
   * day.
   */
  private void start() {
    started = true;
    int dayNumber = days.first + day;
    long midnight = openedMicros + dayNumber * Seasons.DAY_MICROS;
    startStream.restart(Mix.at(startsKey, dayNumber));
    for (int v = 0; v < visits; v++) {
      long start = midnight + HourProfiles.draw(device, startStream.next());
      if (start < from || start > to - SECOND) {
        start = from + (long) (startStream.uniform() * (to - SECOND - from));
      }
      starts[v] = start;
    }
    if (visits > 1) {
      Arrays.sort(starts, 0, visits);
    }
  }

  /**
   * The Poisson quantile at {@code 1 - u}. One visit, the usual answer, needs no exponential:
   * {@code 1 - exp(-x)} lies between {@code x - x^2/2} and {@code x}, and two visits or more have a
   * probability of at most {@code x^2/2}.
   */
  private static int poisson(double mean, double u) {
    double half = mean * mean / 2;
    if (u >= half && u < mean - half) {
      return 1;
    }
    double probability = StrictMath.exp(-mean);
    double cumulated = probability;
    int n = 0;
    while (1 - u > cumulated && n < MOST_VISITS) {
      n++;
      probability *= mean / n;
      cumulated += probability;
    }
    return n;
  }

  /** The traits that only visitors need. */
  private void drawTraits() {
    traitsDrawn = true;
    conversion = population.conversion(userKey);
    device = population.device(userKey);
    startsKey = Mix.at(userKey, Purpose.STARTS);
    sessionsKey = Mix.at(userKey, Purpose.SESSION);
    interests.restart(userKey);
  }

  /** Writes a session of the day; false if it is none to stop at. */
  private boolean play(int number) {
    int dayNumber = days.first + day;
    stream.restart(Mix.at(sessionsKey, (long) dayNumber << 6 | number));
    boolean buys =
        stream.uniform() < Priors.purchaseProbability(conversion, days.conversionFactors[day]);
    if (buyingOnly && !buys) {
      return false;
    }
    session.user = user;
    session.id = Ids.session(user, dayNumber, number);
    session.orderId = buys ? Ids.order(user, dayNumber, number) : 0;
    session.referrer = Referrer.of(REFERRERS.draw(stream.next()));
    session.device = stream.uniform() < USUAL_DEVICE ? device : Device.of(stream.below(3));
    sessionScript.write(days.choices[day], buys);
    if (!started) {
      start();
    }
    place(starts[number]);
    return true;
  }

  /** Moves the events, timed from the session's start on, to where they happen. */
  private void place(long start) {
    long[] times = session.times;
    int size = session.size;
    long length = times[size - 1];
    long available = to - 1 - start;
    if (length > available) {
      double pace = available / (double) length;
      for (int event = 0; event < size; event++) {
        times[event] = (long) (times[event] * pace);
      }
    }
    for (int event = 0; event < size; event++) {
      times[event] += start;
    }
  }
}

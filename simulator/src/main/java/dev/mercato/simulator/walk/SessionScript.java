package dev.mercato.simulator.walk;

import dev.mercato.simulator.Ids;
import dev.mercato.simulator.catalogue.Catalogue;
import dev.mercato.simulator.catalogue.ProductChoice;
import dev.mercato.simulator.catalogue.SearchQueries;
import dev.mercato.simulator.random.AliasTable;
import dev.mercato.simulator.random.RandomStream;

/**
 * Writes the events of one session. Whether it buys is decided before; nothing else here depends on
 * the user but the taste.
 *
 * <p>Half of the sessions that don't buy look at one page only, as half of the visits in web
 * statistics do (bounce rates of shops are given as 40 to 55 per cent, Contentsquare's Digital
 * Experience Benchmark 2024). The share that fills a cart and leaves it, with the share that buys,
 * gives the cart abandonment of 70 per cent that Baymard Institute finds as the mean of 50 studies
 * (baymard.com/lists/cart-abandonment-rate: 70.2 per cent).
 */
final class SessionScript {

  private static final AliasTable NOT_BUYING = AliasTable.of(0.50, 0.27, 0.23);
  private static final int BOUNCES = 0;
  private static final int BROWSES = 1;
  private static final AliasTable LINES =
      AliasTable.of(0, 0.34, 0.26, 0.17, 0.10, 0.06, 0.04, 0.02, 0.01);

  private static final double LANDS_ON_PRODUCT = 0.30;
  private static final double GOES_ON = 0.36;

  /** With nine things put into the cart and twelve steps before each, a session has 246 events. */
  private static final int MOST_STEPS = 12;

  private static final int MOST_THINGS = 9;
  private static final double BROWSES_BEFORE_ITEM = 0.25;
  private static final double SEARCHES_FOR_ITEM = 0.30;
  private static final double REMOVES = 0.15;
  private static final double ABANDONS_IN_CHECKOUT = 0.30;
  private static final int DISTINCT_TRIES = 20;

  private static final long SHORTEST_PAUSE = 1_500_000;
  private static final double LONGEST_PAUSE = 110_000_000;

  private final Catalogue catalogue;
  private final Session session;
  private final RandomStream stream;
  private final Interests interests;
  private ProductChoice choice;

  /**
   * Prepares to write sessions into {@code session} from {@code stream}, which is restarted for
   * each.
   */
  SessionScript(Catalogue catalogue, Session session, RandomStream stream, Interests interests) {
    this.catalogue = catalogue;
    this.session = session;
    this.stream = stream;
    this.interests = interests;
  }

  /** Writes the events, at microseconds from the session's start on, into the session. */
  void write(ProductChoice monthsChoice, boolean buys) {
    choice = monthsChoice;
    session.size = 0;
    session.lines = 0;
    session.carted = 0;
    session.checkout = false;
    if (buys) {
      buy();
      return;
    }
    int kind = NOT_BUYING.draw(stream.next());
    land();
    if (kind == BROWSES) {
      look(1);
    } else if (kind != BOUNCES) {
      abandon();
    }
  }

  private void buy() {
    int wanted = LINES.draw(stream.next());
    land();
    for (int i = 0; i < wanted; i++) {
      int product = notInCart();
      if (product != Session.NONE) {
        put(product);
        session.bought[session.lines++] = product;
      }
    }
    if (stream.uniform() < REMOVES) {
      int product = notInCart();
      if (product != Session.NONE) {
        put(product);
        emit(EventType.REMOVE_FROM_CART, product);
      }
    }
    checkout();
    emit(EventType.PURCHASE, Session.NONE);
  }

  private void abandon() {
    int last;
    do {
      last = draw();
      put(last);
    } while (session.carted < MOST_THINGS && stream.uniform() < GOES_ON);
    if (stream.uniform() < REMOVES) {
      emit(EventType.REMOVE_FROM_CART, last);
    }
    if (stream.uniform() < ABANDONS_IN_CHECKOUT) {
      checkout();
    }
  }

  private void land() {
    if (stream.uniform() < LANDS_ON_PRODUCT) {
      emit(EventType.PRODUCT_VIEW, draw());
    } else {
      emit(EventType.PAGE_VIEW, Session.NONE);
    }
  }

  /**
   * Looks around: at least so many steps, each a page, a product, or a search and the product
   * found.
   */
  private void look(int least) {
    int steps = 0;
    while (steps < MOST_STEPS && (steps < least || stream.uniform() < GOES_ON)) {
      steps++;
      double u = stream.uniform();
      if (u < 0.25) {
        emit(EventType.PAGE_VIEW, Session.NONE);
      } else {
        view(draw(), u < 0.45);
      }
    }
  }

  private void put(int product) {
    double u = stream.uniform();
    if (u < BROWSES_BEFORE_ITEM) {
      look(1);
    }
    view(product, u >= 1 - SEARCHES_FOR_ITEM);
    emit(EventType.ADD_TO_CART, product);
    session.carted++;
  }

  private void view(int product, boolean searched) {
    if (searched) {
      int event = session.size;
      emit(EventType.SEARCH, Session.NONE);
      session.queries[event] = SearchQueries.draw(catalogue.category(product), stream.next());
    }
    emit(EventType.PRODUCT_VIEW, product);
  }

  private void checkout() {
    emit(EventType.CHECKOUT, Session.NONE);
    session.checkout = true;
  }

  /** A product that is not in the cart; none if so many tries found only those that are. */
  private int notInCart() {
    for (int i = 0; i < DISTINCT_TRIES; i++) {
      int product = draw();
      if (!isInCart(product)) {
        return product;
      }
    }
    return Session.NONE;
  }

  private boolean isInCart(int product) {
    for (int line = 0; line < session.lines; line++) {
      if (session.bought[line] == product) {
        return true;
      }
    }
    return false;
  }

  /** A product by the user's taste and the month's P(product | cluster). */
  private int draw() {
    int cluster = interests.cluster(stream.uniform());
    return choice.draw(cluster, stream.next());
  }

  /** Adds an event some time after the one before; pauses are short mostly and long at times. */
  private void emit(EventType type, int product) {
    int event = session.size++;
    if (event >= Ids.MAX_EVENTS) {
      throw new IllegalStateException(
          "Cannot write event " + event + " of session " + session.id + ": a session has fewer");
    }
    double u = stream.uniform();
    long pause = SHORTEST_PAUSE + (long) (LONGEST_PAUSE * u * u * u);
    session.types[event] = (byte) type.code();
    session.products[event] = product;
    session.times[event] = event == 0 ? 0 : session.times[event - 1] + pause;
  }
}

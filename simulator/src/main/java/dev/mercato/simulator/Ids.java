package dev.mercato.simulator;

/**
 * The ids of facts: each is packed from who, when and which, so it is unique without a counter, and
 * tells where it comes from. From the highest bit to the lowest:
 *
 * <pre>
 * session_id      user 32 | day 14 | session of the day 6
 * event_id        user 32 | day 14 | session of the day 6 | event of the session 8
 * order_id        day 14 | user 32 | session of the day 6
 * transaction_id  day 14 | user 32 | session of the day 6 | line of the order 4
 * </pre>
 *
 * <p>Days count from the day the shop opened, as 0; the other parts from 0 too, users from 1. Order
 * numbers rise from day to day, as a shop's do; a session has one order at most. All are positive,
 * under 2^60, and reach to 4,294,967,295 users and 44 years.
 */
public final class Ids {

  /** The greatest user id. */
  public static final long MAX_USER = (1L << 32) - 1;

  /** The last day that ids reach, counted from the shop's first. */
  public static final int MAX_DAY = (1 << 14) - 1;

  /** The most sessions of a user on a day. */
  public static final int MAX_SESSIONS = 1 << 6;

  /** The most events of a session. */
  public static final int MAX_EVENTS = 1 << 8;

  /** The most lines of an order. */
  public static final int MAX_LINES = 1 << 4;

  private Ids() {}

  /** The id of a user's session on a day. */
  public static long session(long user, int day, int session) {
    check(user, day, session);
    return user << 20 | (long) day << 6 | session;
  }

  /** The id of a session's order. */
  public static long order(long user, int day, int session) {
    check(user, day, session);
    return (long) day << 38 | user << 6 | session;
  }

  /** The id of an event of a session. */
  public static long event(long sessionId, int event) {
    if (event < 0 || event >= MAX_EVENTS) {
      throw new IllegalArgumentException(
          "Cannot number event " + event + " of session " + sessionId + ": ids hold " + MAX_EVENTS);
    }
    return sessionId << 8 | event;
  }

  /** The id of a line of an order. */
  public static long transaction(long orderId, int line) {
    if (line < 0 || line >= MAX_LINES) {
      throw new IllegalArgumentException(
          "Cannot number line " + line + " of order " + orderId + ": ids hold " + MAX_LINES);
    }
    return orderId << 4 | line;
  }

  private static void check(long user, int day, int session) {
    if (user < 1
        || user > MAX_USER
        || day < 0
        || day > MAX_DAY
        || session < 0
        || session >= MAX_SESSIONS) {
      throw new IllegalArgumentException(
          "Cannot number session "
              + session
              + " of user "
              + user
              + " on day "
              + day
              + ": beyond what ids hold");
    }
  }
}

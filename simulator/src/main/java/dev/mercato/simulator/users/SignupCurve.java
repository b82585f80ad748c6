package dev.mercato.simulator.users;

import dev.mercato.simulator.random.Mix;
import dev.mercato.simulator.random.Purpose;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * When users sign up. Users 1 to N do so independently of each other between opening and horizon,
 * on a density that rises in a straight line to twice its start; so they are the same users
 * whatever N is. After the horizon users N+1, N+2, ... follow evenly, one a slot, at the rate
 * reached there. Immutable.
 */
public final class SignupCurve {

  private static final double GROWTH = 1;

  private final long users;
  private final int days;
  private final double finalRate;
  private final long greatestUser;

  private SignupCurve(long users, int days, long greatestUser) {
    this.users = users;
    this.days = days;
    this.finalRate = users * ((1 + GROWTH) / (1 + GROWTH / 2)) / days;
    this.greatestUser = greatestUser;
  }

  /** The curve of a shop; no user has an id above {@code greatestUser}. */
  static SignupCurve of(long users, LocalDate opened, LocalDate horizon, long greatestUser) {
    int days = (int) ChronoUnit.DAYS.between(opened, horizon) + 1;
    return new SignupCurve(users, days, greatestUser);
  }

  /**
   * The day on which a user signs up, from 0 on since the shop opened; may lie beyond any date for
   * the last ids.
   */
  long day(long user, long userKey) {
    double u = Mix.uniform(userKey, Purpose.SIGNUP_DAY);
    if (user <= users) {
      return (long) (days * share(u));
    }
    return days + (long) ((user - users - 1 + u) / finalRate);
  }

  /**
   * The largest id that can have signed up by the end of a day (from 0 on since the shop opened).
   */
  long lastUser(long day) {
    if (day < 0) {
      return 0;
    }
    if (day < days) {
      return users;
    }
    double later = finalRate * (day - days + 1);
    return Math.min(greatestUser, users + (long) Math.ceil(later));
  }

  /** The share of the time to the horizon by which a share {@code u} of users has signed up. */
  private static double share(double u) {
    return (Math.sqrt(1 + 2 * GROWTH * (1 + GROWTH / 2) * u) - 1) / GROWTH;
  }
}

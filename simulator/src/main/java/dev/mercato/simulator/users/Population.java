package dev.mercato.simulator.users;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.catalogue.ClusterWeights;
import dev.mercato.simulator.catalogue.Clusters;
import dev.mercato.simulator.random.AliasTable;
import dev.mercato.simulator.random.Mix;
import dev.mercato.simulator.random.Purpose;
import dev.mercato.simulator.random.QuantileTable;
import java.time.LocalDate;

/**
 * The users' traits, each a pure function of the shop's seed and the user's key, drawn only when
 * asked for: whoever walks through many users pays for what he looks at. Immutable and thread-safe.
 */
public final class Population {

  private static final AliasTable DEVICES = AliasTable.of(60, 33, 7);
  private static final int DAY_SECONDS = 86_400;
  private static final long MOST_DAYS = 1 << 14;

  private final long usersKey;
  private final long opened;
  private final long greatestUser;
  private final SignupCurve signups;
  private final Priors priors;
  private final QuantileTable visitRates;
  private final QuantileTable dropoutRates;
  private final QuantileTable lifetimes;
  private final QuantileTable conversions;
  private final QuantileTable tastes;
  private final UserRows rows;

  private Population(
      long seed,
      long users,
      LocalDate opened,
      LocalDate horizon,
      long greatestUser,
      Priors priors) {
    this.usersKey = Mix.at(seed, Purpose.USER);
    this.opened = opened.toEpochDay();
    this.greatestUser = greatestUser;
    this.signups = SignupCurve.of(users, opened, horizon, greatestUser);
    this.priors = priors;
    this.visitRates = QuantileTable.of(priors.visitRate()::cdf, priors.visitRate()::density);
    this.dropoutRates = QuantileTable.of(priors.dropoutRate()::cdf, priors.dropoutRate()::density);
    this.lifetimes = QuantileTable.of(x -> -StrictMath.expm1(-x), x -> StrictMath.exp(-x));
    this.conversions = QuantileTable.of(priors.conversion()::cdf, priors.conversion()::density);
    GammaPrior part = new GammaPrior(priors.tasteConcentration(), 1);
    this.tastes = QuantileTable.of(part::cdf, part::density);
    this.rows = new UserRows(seed, this);
  }

  /** The users of a shop; what each argument means stands with the shop's specification. */
  public static Population of(
      long seed,
      long users,
      LocalDate opened,
      LocalDate horizon,
      long greatestUser,
      Priors priors) {
    return new Population(seed, users, opened, horizon, greatestUser, priors);
  }

  /** The distributions that the hidden traits come from. */
  public Priors priors() {
    return priors;
  }

  /** The key that all of a user's random numbers hang below; the argument of the methods here. */
  public long key(long user) {
    return Mix.at(usersKey, user);
  }

  /**
   * The largest id that can have signed up by the end of a day, counted from 0 since the shop
   * opened.
   */
  public long lastUser(long day) {
    return signups.lastUser(day);
  }

  /** The day on which a user signs up, counted from 0 since the shop opened. */
  public long signupDay(long user, long key) {
    return signups.day(user, key);
  }

  /** When the user of a key signs up on that day, in microseconds since 1970-01-01 UTC. */
  public long signupAt(long key, long signupDay) {
    double day = Mix.uniform(key, Purpose.SIGNUP_TIME);
    return (opened + signupDay) * Seasons.DAY_MICROS + 1_000_000 * (long) (day * DAY_SECONDS);
  }

  /** lambda: visits a day. */
  public double visitRate(long key) {
    return visitRates.at(Mix.uniform(key, Purpose.VISIT_RATE));
  }

  /** mu: the rate, a day, at which the user stops coming. */
  public double dropoutRate(long key) {
    return dropoutRates.at(Mix.uniform(key, Purpose.DROPOUT_RATE));
  }

  /** c: the probability that a visit buys, before the campaign. */
  public double conversion(long key) {
    return conversions.at(Mix.uniform(key, Purpose.CONVERSION));
  }

  /**
   * When the user stops coming, in microseconds since 1970-01-01 UTC: an exponential time after
   * sign-up.
   */
  public long lifetimeEnd(long key, long signupAt) {
    double exponential = lifetimes.at(Mix.uniform(key, Purpose.LIFETIME));
    double days = Math.min(exponential / dropoutRate(key), Priors.MAX_LIFETIME_DAYS);
    return signupAt + (long) (days * Seasons.DAY_MICROS);
  }

  /** What the user mostly comes with. */
  public Device device(long key) {
    return Device.of(DEVICES.draw(Mix.at(key, Purpose.DEVICE)));
  }

  /**
   * Writes the shares of the clusters, which add up to 1, into an array of {@link Clusters#COUNT}.
   */
  public void taste(long key, double[] shares) {
    long parts = Mix.at(key, Purpose.TASTE);
    double sum = 0;
    for (int k = 0; k < Clusters.COUNT; k++) {
      shares[k] = tastes.at(Mix.uniform(Mix.at(parts, k)));
      sum += shares[k];
    }
    for (int k = 0; k < Clusters.COUNT; k++) {
      shares[k] /= sum;
    }
  }

  /** All that is hidden of a user. */
  public UserTruth truth(long user) {
    check(user);
    long key = key(user);
    long signupAt = signupAt(key, signupDay(user, key));
    double[] shares = new double[Clusters.COUNT];
    taste(key, shares);
    return new UserTruth(
        user,
        visitRate(key),
        dropoutRate(key),
        conversion(key),
        signupAt,
        lifetimeEnd(key, signupAt),
        ClusterWeights.of(shares));
  }

  /** A user's row. The first call fills the pools of names, which takes about a second. */
  public UserRow row(long user) {
    check(user);
    return rows.row(user);
  }

  private void check(long user) {
    if (user < 1 || user > greatestUser || signupDay(user, key(user)) > MOST_DAYS) {
      throw new IllegalArgumentException(
          "Cannot tell of user " + user + ": no such user signs up while the shop's ids last");
    }
  }
}

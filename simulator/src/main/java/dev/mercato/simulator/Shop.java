package dev.mercato.simulator;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.catalogue.Catalogue;
import dev.mercato.simulator.users.Population;
import dev.mercato.simulator.users.Priors;
import dev.mercato.simulator.users.UserTruth;
import java.time.LocalDate;

/**
 * A simulated shop: who its users are, what it sells, when it is busy. What happens in it is read
 * with the cursors of {@code dev.mercato.simulator.walk}.
 *
 * <p>Everything is a pure function of the specification: what a user does on a day depends on
 * (shop, user, day) alone. Immutable and thread-safe; made in some tens of milliseconds, so keep
 * one a JVM and specification. All times are UTC.
 */
public final class Shop {

  private final ShopSpec spec;
  private final Seasons seasons;
  private final Catalogue catalogue;
  private final Population population;

  private Shop(ShopSpec spec) {
    this.spec = spec;
    this.seasons = Seasons.between(spec.opened(), spec.horizon());
    this.catalogue = Catalogue.of(spec.seed(), spec.products(), spec.opened(), spec.horizon());
    this.population =
        Population.of(
            spec.seed(), spec.users(), spec.opened(), spec.horizon(), Ids.MAX_USER, Priors.SHOP);
  }

  /** The shop of a specification. */
  public static Shop of(ShopSpec spec) {
    return new Shop(spec);
  }

  /** What the shop was made from. */
  public ShopSpec spec() {
    return spec;
  }

  /** How busy each day is. */
  public Seasons seasons() {
    return seasons;
  }

  /** The products and the choice among them. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** The users' traits, rows and truth. */
  public Population population() {
    return population;
  }

  /** Days since the shop opened, 0 on its first; negative before. */
  public long dayNumber(LocalDate day) {
    return day.toEpochDay() - spec.opened().toEpochDay();
  }

  /**
   * All users who may have signed up by the end of a day: those who have, have ids in this range,
   * but not all in it have. To be cut into parts for tasks.
   */
  public UserRange usersBy(LocalDate day) {
    return new UserRange(1, population.lastUser(dayNumber(day)));
  }

  /** Whether a user has signed up by the end of a day. */
  public boolean hasSignedUp(long user, LocalDate day) {
    return population.signupDay(user, population.key(user)) <= dayNumber(day);
  }

  /** How many users have signed up by the end of a day: counted, some nanoseconds a user. */
  public long usersSignedUpBy(LocalDate day) {
    long count = 0;
    UserRange users = usersBy(day);
    for (long user = users.first(); user <= users.last(); user++) {
      if (hasSignedUp(user, day)) {
        count++;
      }
    }
    return count;
  }

  /**
   * The expected number of purchases of a user on a day, as long as the user is alive all day:
   * lambda times the day's visit factor times the probability that a visit of that day buys.
   */
  public double purchaseIntensity(UserTruth user, LocalDate day) {
    return user.visitRate()
        * seasons.visitFactor(day)
        * Priors.purchaseProbability(user.conversion(), Seasons.conversionFactor(day));
  }
}

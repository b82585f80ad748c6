package dev.mercato.simulator.users;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.random.AliasTable;
import dev.mercato.simulator.random.Mix;
import dev.mercato.simulator.random.Purpose;
import java.util.List;

/**
 * What a user shows to the shop. None of it but the tier depends on the hidden traits. Thread-safe.
 */
final class UserRows {

  private static final AliasTable PLACES =
      AliasTable.of(Place.ALL.stream().mapToDouble(Place::share).toArray());
  private static final AliasTable CHANNELS = AliasTable.of(34, 24, 18, 10, 8, 6);
  private static final AliasTable GENDERS = AliasTable.of(52, 46, 2);
  private static final List<String> DOMAINS = List.of("example.com", "example.org", "example.net");
  private static final int YOUNGEST = 18;
  private static final int AGES = 62;

  private final long seed;
  private final Population population;
  private volatile UserNames names;

  UserRows(long seed, Population population) {
    this.seed = seed;
    this.population = population;
  }

  UserRow row(long user) {
    long key = population.key(user);
    long signupAt = population.signupAt(key, population.signupDay(user, key));
    Gender gender = Gender.of(GENDERS.draw(Mix.at(key, Purpose.GENDER)));
    long word = Mix.at(key, Purpose.NAME);
    UserNames.Word first = names().first(gender, word);
    UserNames.Word last = names().last(Mix.at(word, 1));
    long place = Mix.at(key, Purpose.PLACE);
    Place home = Place.ALL.get(PLACES.draw(place));
    LoyaltyTier tier =
        population
            .priors()
            .tier()
            .draw(
                Mix.uniform(key, Purpose.TIER),
                population.visitRate(key),
                population.dropoutRate(key));
    return new UserRow(
        user,
        first.text() + " " + last.text(),
        email(first, last, user),
        gender,
        birthDate(key, signupAt),
        home.country(),
        home.cities().get(city(home, Mix.at(place, 1))),
        Channel.of(CHANNELS.draw(Mix.at(key, Purpose.CHANNEL))),
        tier,
        signupAt);
  }

  /** Unique because the id, to base 36, stands in it. */
  private static String email(UserNames.Word first, UserNames.Word last, long user) {
    String domain = DOMAINS.get((int) (user % DOMAINS.size()));
    return first.slug() + "." + last.slug() + "." + Long.toString(user, 36) + "@" + domain;
  }

  /** 18 to 79 years before sign-up, the younger the more. */
  private static long birthDate(long key, long signupAt) {
    long bits = Mix.at(key, Purpose.BIRTH);
    double age = YOUNGEST + AGES * Math.min(Mix.uniform(bits), Mix.uniform(Mix.at(bits, 1)));
    return Math.floorDiv(signupAt, Seasons.DAY_MICROS) - (long) Math.ceil(age * 365.2425);
  }

  /** Larger cities come first and are drawn more often. */
  private static int city(Place place, long bits) {
    double u = Mix.uniform(bits);
    return (int) (u * u * place.cities().size());
  }

  private UserNames names() {
    UserNames filled = names;
    if (filled == null) {
      synchronized (this) {
        filled = names;
        if (filled == null) {
          filled = UserNames.of(seed);
          names = filled;
        }
      }
    }
    return filled;
  }
}

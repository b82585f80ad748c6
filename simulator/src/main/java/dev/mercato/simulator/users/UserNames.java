package dev.mercato.simulator.users;

import dev.mercato.simulator.random.Mix;
import dev.mercato.simulator.random.Purpose;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import net.datafaker.Faker;

/** First and last names, from pools that Datafaker fills once. Immutable. */
final class UserNames {

  private static final int FIRST_NAMES = 400;
  private static final int LAST_NAMES = 450;
  private static final int TRIES = 20_000;

  private final List<Word> female;
  private final List<Word> male;
  private final List<Word> last;

  private UserNames(Faker faker) {
    female = pool(FIRST_NAMES, () -> faker.name().femaleFirstName());
    male = pool(FIRST_NAMES, () -> faker.name().maleFirstName());
    last = pool(LAST_NAMES, () -> faker.name().lastName());
  }

  static UserNames of(long seed) {
    long key = Mix.at(Mix.at(seed, Purpose.WORDS), Purpose.NAME);
    return new UserNames(new Faker(Locale.ENGLISH, new Random(key)));
  }

  Word first(Gender gender, long bits) {
    List<Word> names =
        switch (gender) {
          case FEMALE -> female;
          case MALE -> male;
          case OTHER -> (bits & 1) == 0 ? female : male;
        };
    return pick(names, bits);
  }

  Word last(long bits) {
    return pick(last, bits);
  }

  private static Word pick(List<Word> names, long bits) {
    return names.get((int) (Mix.uniform(bits) * names.size()));
  }

  private static List<Word> pool(int size, Supplier<String> word) {
    Set<String> words = new LinkedHashSet<>();
    for (int i = 0; i < TRIES && words.size() < size; i++) {
      words.add(word.get());
    }
    return words.stream().map(Word::of).toList();
  }

  /** A name, and what is left of it in an e-mail address. */
  record Word(String text, String slug) {

    private static Word of(String text) {
      return new Word(text, text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
    }
  }
}

package dev.mercato.simulator.catalogue;

import dev.mercato.simulator.random.Mix;
import dev.mercato.simulator.random.Purpose;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.datafaker.Faker;

/**
 * Brands and names of products, from pools that Datafaker fills once, when first asked.
 * Thread-safe.
 */
final class ProductNames {

  private static final int BRANDS_PER_CATEGORY = 24;
  private static final int ADJECTIVES = 60;
  private static final int TRIES = 10_000;

  private final long key;
  private volatile Pools pools;

  ProductNames(long seed) {
    this.key = Mix.at(Mix.at(seed, Purpose.WORDS), Purpose.PRODUCT_NAME);
  }

  String brand(Category category, long productKey) {
    int index = (int) (Mix.uniform(Mix.at(productKey, Purpose.PRODUCT_NAME)) * BRANDS_PER_CATEGORY);
    return pools().brands().get(category.code() * BRANDS_PER_CATEGORY + index);
  }

  String name(Category category, String brand, long productKey) {
    long bits = Mix.at(Mix.at(productKey, Purpose.PRODUCT_NAME), 1);
    List<String> adjectives = pools().adjectives();
    String adjective = adjectives.get((int) (Mix.uniform(bits) * adjectives.size()));
    List<String> nouns = category.nouns();
    String noun = nouns.get((int) (Mix.uniform(Mix.at(bits, 1)) * nouns.size()));
    return brand + " " + adjective + " " + capitalised(noun);
  }

  private Pools pools() {
    Pools filled = pools;
    if (filled == null) {
      synchronized (this) {
        filled = pools;
        if (filled == null) {
          filled = Pools.fill(key);
          pools = filled;
        }
      }
    }
    return filled;
  }

  private static String capitalised(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** The words, in the order in which they were drawn. */
  private record Pools(List<String> brands, List<String> adjectives) {

    static Pools fill(long key) {
      Faker faker = new Faker(Locale.ENGLISH, new Random(key));
      Set<String> brands = new LinkedHashSet<>();
      int wanted = BRANDS_PER_CATEGORY * Category.values().length;
      for (int i = 0; i < TRIES && brands.size() < wanted; i++) {
        brands.add(faker.name().lastName() + suffix(i));
      }
      Set<String> adjectives = new LinkedHashSet<>();
      for (int i = 0; i < TRIES && adjectives.size() < ADJECTIVES; i++) {
        adjectives.add(i % 2 == 0 ? colour(faker) : adjective(faker));
      }
      return new Pools(List.copyOf(brands), List.copyOf(adjectives));
    }

    /**
     * The first word of a product's name, which Datafaker makes of adjective, material and noun.
     */
    private static String adjective(Faker faker) {
      String name = faker.commerce().productName();
      return name.substring(0, name.indexOf(' '));
    }

    private static String colour(Faker faker) {
      return capitalised(faker.color().name());
    }

    private static String suffix(int i) {
      return switch (i % 4) {
        case 0 -> " & Co";
        case 1 -> " Works";
        case 2 -> "";
        default -> " Studio";
      };
    }
  }
}

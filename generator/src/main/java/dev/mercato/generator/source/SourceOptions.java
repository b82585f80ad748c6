package dev.mercato.generator.source;

import dev.mercato.core.MercatoException;
import dev.mercato.generator.tables.SimulatedTable;
import dev.mercato.simulator.Ids;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.Window;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is asked of the data source. The table must be named; all else defaults to the shop of the
 * seed scale and the year 2025.
 *
 * <pre>
 * table     users, products, transactions, clickstream, user_truth or product_truth
 * from, to  the first and the last day, as yyyy-mm-dd
 * users     how many have signed up by the horizon
 * seed, products, opened, horizon  of the shop
 * </pre>
 */
record SourceOptions(SimulatedTable table, ShopSpec shop, Window window) {

  private static final LocalDate FROM = LocalDate.of(2025, 1, 1);
  private static final LocalDate TO = LocalDate.of(2025, 12, 31);
  private static final List<String> KEYS =
      List.of("table", "from", "to", "users", "seed", "products", "opened", "horizon");

  /**
   * Reads the options; their keys in any case.
   *
   * @throws MercatoException status 2, naming key and value of the first that cannot be used
   */
  static SourceOptions of(Map<String, String> options) {
    for (String key : options.keySet()) {
      if (!KEYS.contains(key.toLowerCase(Locale.ROOT))) {
        throw MercatoException.usage(
            "The data source mercato has no option '%s' (%s); its options are %s."
                .formatted(key, options.get(key), String.join(", ", KEYS)));
      }
    }
    ShopSpec usual = ShopSpec.DEFAULT;
    ShopSpec shop =
        accepted(
            () ->
                new ShopSpec(
                    number(options, "seed", usual.seed(), Long.MIN_VALUE, Long.MAX_VALUE),
                    number(options, "users", usual.users(), 1, ShopSpec.MAX_USERS),
                    day(options, "opened", usual.opened()),
                    day(options, "horizon", usual.horizon()),
                    (int)
                        number(
                            options,
                            "products",
                            usual.products(),
                            ShopSpec.MIN_PRODUCTS,
                            ShopSpec.MAX_PRODUCTS)));
    Window window = accepted(() -> new Window(day(options, "from", FROM), day(options, "to", TO)));
    if (window.from().isBefore(shop.opened())) {
      throw MercatoException.usage(
          "The option 'from' (%s) of the data source mercato is before the shop opened: give a day from %s on."
              .formatted(window.from(), shop.opened()));
    }
    LocalDate last = shop.opened().plusDays(Ids.MAX_DAY);
    if (window.to().isAfter(last)) {
      throw MercatoException.usage(
          "The option 'to' (%s) of the data source mercato is beyond what ids hold: give a day up to %s."
              .formatted(window.to(), last));
    }
    return new SourceOptions(table(options), shop, window);
  }

  private static SimulatedTable table(Map<String, String> options) {
    String names =
        Arrays.stream(SimulatedTable.values())
            .map(SimulatedTable::label)
            .collect(Collectors.joining(", "));
    if (!options.containsKey("table")) {
      throw MercatoException.usage(
          "The data source mercato needs the option 'table': one of %s.".formatted(names));
    }
    String name = options.get("table");
    return SimulatedTable.named(name)
        .orElseThrow(() -> fault("table", name, "must be one of " + names));
  }

  private static long number(
      Map<String, String> options, String key, long usual, long least, long most) {
    if (!options.containsKey(key)) {
      return usual;
    }
    String value = options.get(key);
    String range = "must be a whole number from %d to %d".formatted(least, most);
    try {
      long number = Long.parseLong(value.strip());
      if (number < least || number > most) {
        throw fault(key, value, range);
      }
      return number;
    } catch (NumberFormatException noNumber) {
      throw fault(key, value, range);
    }
  }

  private static LocalDate day(Map<String, String> options, String key, LocalDate usual) {
    if (!options.containsKey(key)) {
      return usual;
    }
    try {
      return LocalDate.parse(options.get(key).strip());
    } catch (DateTimeParseException noDate) {
      throw fault(key, options.get(key), "must be a day as yyyy-mm-dd");
    }
  }

  /** What options do not say each for itself, the simulator checks. */
  private static <T> T accepted(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException refused) {
      throw MercatoException.usage(refused.getMessage() + ".");
    }
  }

  private static MercatoException fault(String key, String value, String must) {
    return MercatoException.usage(
        "The option '%s' (%s) of the data source mercato %s.".formatted(key, value, must));
  }
}

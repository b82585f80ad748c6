package dev.mercato.generator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which shop is simulated, and which days of it. */
public final class ShopOptions {

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first day, as yyyy-mm-dd. Default: generate.from in the settings.")
  Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "The last day, included. Default: generate.to in the settings.")
  Optional<String> to = Optional.empty();

  @Option(
      names = "--users",
      paramLabel = "N",
      description =
          "How many users have signed up by shop.horizon. Default: shop.users in the settings.")
  Optional<String> users = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Another seed is another shop. Default: shop.seed in the settings.")
  Optional<String> seed = Optional.empty();

  @Option(
      names = "--products",
      paramLabel = "N",
      description = "The size of the catalogue. Default: shop.products in the settings.")
  Optional<String> products = Optional.empty();

  /** What was given, by the settings' keys. */
  public Map<String, String> settings() {
    Map<String, String> options = new LinkedHashMap<>();
    from.ifPresent(value -> options.put("generate.from", value));
    to.ifPresent(value -> options.put("generate.to", value));
    users.ifPresent(value -> options.put("shop.users", value));
    seed.ifPresent(value -> options.put("shop.seed", value));
    products.ifPresent(value -> options.put("shop.products", value));
    return options;
  }
}

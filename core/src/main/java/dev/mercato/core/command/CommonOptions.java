package dev.mercato.core.command;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.settings.SettingsLoader;
import dev.mercato.core.settings.SettingsSource;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command. */
public final class CommonOptions {
  /** Set by the launcher: where the checkout stands. */
  private static final String CHECKOUT = "mercato.checkout";

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Where data and models are kept. Default: $MERCATO_HOME, or the checkout.")
  Optional<Path> home = Optional.empty();

  @Option(
      names = "--env",
      paramLabel = "ENV",
      description = "local or cluster. Default: $MERCATO_ENV, or local.")
  Optional<Environment> environment = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description =
          "Where mercato.yaml and its overlays stand. Default: $MERCATO_CONFIG, or the checkout's config.")
  Optional<Path> configuration = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting, any of Spark's included. May be given often.")
  Map<String, String> overrides = new TreeMap<>();

  @Option(
      names = "--verbose",
      description =
          "Show logs, and a stack trace after an error. Default: $MERCATO_VERBOSE (true or false), or no.")
  boolean verbose;

  /**
   * The settings that these options and the environment give.
   *
   * @param more options of the command itself that stand for settings
   * @param variables the process's environment
   */
  public Settings settings(Map<String, String> more, Map<String, String> variables) {
    return SettingsLoader.load(source(more, variables));
  }

  /** Where these options and the environment have settings come from. */
  SettingsSource source(Map<String, String> more, Map<String, String> variables) {
    Map<String, String> options = new TreeMap<>(more);
    options.putAll(overrides);
    return new SettingsSource(
        homeDirectory(variables),
        environment
            .or(() -> variable("MERCATO_ENV", variables).map(CommonOptions::environmentOf))
            .orElse(Environment.LOCAL),
        configuration
            .or(() -> variable("MERCATO_CONFIG", variables).map(Path::of))
            .or(() -> checkout().map(checkout -> checkout.resolve("config"))),
        variables,
        options);
  }

  /** Whether logs and stack traces are shown. */
  public boolean isVerbose(Map<String, String> variables) {
    return verbose
        || variable("MERCATO_VERBOSE", variables).map(CommonOptions::truthOf).orElse(false);
  }

  private Path homeDirectory(Map<String, String> variables) {
    return home.or(() -> variable("MERCATO_HOME", variables).map(Path::of))
        .or(CommonOptions::checkout)
        .orElseGet(() -> Path.of(""))
        .toAbsolutePath()
        .normalize();
  }

  private static Optional<Path> checkout() {
    return Optional.ofNullable(System.getProperty(CHECKOUT)).map(Path::of);
  }

  private static Optional<String> variable(String name, Map<String, String> variables) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  private static Environment environmentOf(String label) {
    try {
      return new EnvironmentConverter().convert(label);
    } catch (TypeConversionException unknown) {
      throw MercatoException.usage(
          "MERCATO_ENV cannot be used: %s.".formatted(unknown.getMessage()));
    }
  }

  private static boolean truthOf(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw MercatoException.usage(
              "MERCATO_VERBOSE cannot be used: it must be true or false, not '%s'."
                  .formatted(text));
    };
  }
}

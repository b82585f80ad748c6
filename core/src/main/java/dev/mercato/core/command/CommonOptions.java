package dev.mercato.core.command;

import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.Settings;
import dev.mercato.core.settings.SettingsLoader;
import dev.mercato.core.settings.SettingsSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

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

  @Option(names = "--verbose", description = "Show logs, and a stack trace after an error.")
  boolean verbose;

  /**
   * The settings that these options and this process's environment give.
   *
   * @param more options of the command itself that stand for settings
   */
  Settings settings(Map<String, String> more) {
    Map<String, String> options = new TreeMap<>(more);
    options.putAll(overrides);
    return SettingsLoader.load(
        new SettingsSource(
            homeDirectory(),
            environment
                .or(() -> variable("MERCATO_ENV").map(CommonOptions::environmentOf))
                .orElse(Environment.LOCAL),
            configuration
                .or(() -> variable("MERCATO_CONFIG").map(Path::of))
                .or(() -> checkout().map(checkout -> checkout.resolve("config"))),
            System.getenv(),
            options));
  }

  private Path homeDirectory() {
    return home.or(() -> variable("MERCATO_HOME").map(Path::of))
        .or(CommonOptions::checkout)
        .orElseGet(() -> Path.of(""))
        .toAbsolutePath()
        .normalize();
  }

  private static Optional<Path> checkout() {
    return Optional.ofNullable(System.getProperty(CHECKOUT)).map(Path::of);
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  private static Environment environmentOf(String label) {
    return new EnvironmentConverter().convert(label);
  }
}

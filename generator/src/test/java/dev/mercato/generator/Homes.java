package dev.mercato.generator;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.job.Progress;
import dev.mercato.core.settings.Environment;
import dev.mercato.core.settings.SettingsLoader;
import dev.mercato.core.settings.SettingsSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Homes for tests, with a shop that is made in a moment. */
final class Homes {

  /** The smallest catalogue, so that nothing takes long. */
  static final Map<String, String> SMALL_SHOP =
      Map.of(
          "shop.users", "400",
          "shop.products", "120",
          "generate.from", "2025-01-20",
          "generate.to", "2025-02-10");

  private Homes() {}

  /** What a job is given in a home with the small shop, some settings changed. */
  static JobContext context(Path home, Map<String, String> changed) {
    Map<String, String> options = new TreeMap<>(SMALL_SHOP);
    options.putAll(changed);
    return new JobContext(
        SettingsLoader.load(
            new SettingsSource(home, Environment.LOCAL, Optional.empty(), Map.of(), options)),
        SharedSpark.session(),
        Progress.silent());
  }
}

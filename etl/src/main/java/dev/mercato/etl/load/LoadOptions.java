package dev.mercato.etl.load;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.PatternCharacters;
import java.util.Optional;

/**
 * What to load.
 *
 * @param batch the raw batch's name; without it every batch that is not yet loaded
 * @param source the root of the raw zone to load from; without it that of the settings
 * @param replace whether a batch that is loaded already is read again and takes its own place
 */
public record LoadOptions(Optional<String> batch, Optional<String> source, boolean replace) {

  public LoadOptions {
    source.ifPresent(LoadOptions::refusePattern);
  }

  private static void refusePattern(String source) {
    PatternCharacters.firstIn(source)
        .ifPresent(
            character -> {
              throw MercatoException.usage(
                  "The raw zone %s has a '%s' in its path, by which Spark would take it for a pattern: rename what has it in its name."
                      .formatted(source, character));
            });
  }

  /** Every batch of the platform's raw zone that is not yet loaded. */
  public static LoadOptions everything() {
    return new LoadOptions(Optional.empty(), Optional.empty(), false);
  }

  /** One batch of the platform's raw zone. */
  public static LoadOptions batch(String name) {
    return new LoadOptions(Optional.of(name), Optional.empty(), false);
  }

  /** The same, in the place of what was loaded under that name. */
  public LoadOptions replacing() {
    return new LoadOptions(batch, source, true);
  }
}

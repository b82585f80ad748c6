package dev.mercato.etl.load;

import java.util.Optional;

/**
 * What to load.
 *
 * @param batch the raw batch's name; without it every batch that is not yet loaded
 * @param source the root of the raw zone to load from; without it that of the settings
 * @param replace whether a batch that is loaded already is read again and takes its own place
 */
public record LoadOptions(Optional<String> batch, Optional<String> source, boolean replace) {

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

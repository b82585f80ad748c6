package dev.mercato.core.settings;

import java.util.Optional;

/**
 * The characters by which Spark takes a path for a pattern of names. It has no way to be given such
 * a path as it stands, so none may come in.
 */
public final class PatternCharacters {
  private static final String ALL = "{}[]*?\\";

  private PatternCharacters() {}

  /** The first of them in a path, as it is shown in a refusal. */
  public static Optional<String> firstIn(String path) {
    return path.chars()
        .filter(character -> ALL.indexOf(character) >= 0)
        .mapToObj(Character::toString)
        .findFirst();
  }
}

package dev.mercato.ml.pages;

import java.util.List;

/**
 * What was written.
 *
 * @param notices what is missing from it, each a sentence
 */
public record ModelPagesResult(String page, List<String> notices) {
  public ModelPagesResult {
    notices = List.copyOf(notices);
  }
}

package dev.mercato.ml.recommend.rank;

import java.io.Serializable;

/** Scores the whole catalogue for a user. */
public interface ItemScorer extends Serializable {
  /**
   * Writes a score for each item, the higher the better.
   *
   * @param scores one place for each item of the catalogue, overwritten
   */
  void score(UserProfile user, float[] scores);
}

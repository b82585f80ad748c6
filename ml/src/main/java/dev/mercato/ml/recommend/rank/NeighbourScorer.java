package dev.mercato.ml.recommend.rank;

import java.util.Arrays;

/** Item to item: the sum of the similarities to what the user has had to do with. */
public final class NeighbourScorer implements ItemScorer {
  private static final long serialVersionUID = 1L;

  private final int[][] neighbours;
  private final float[][] similarities;

  /**
   * @param neighbours for each item the items similar to it
   * @param similarities how similar each of them is
   */
  public NeighbourScorer(int[][] neighbours, float[][] similarities) {
    this.neighbours = neighbours.clone();
    this.similarities = similarities.clone();
  }

  @Override
  public void score(UserProfile user, float[] scores) {
    Arrays.fill(scores, 0);
    for (int i = 0; i < user.size(); i++) {
      int[] near = neighbours[user.item(i)];
      float[] similarity = similarities[user.item(i)];
      for (int k = 0; k < near.length; k++) {
        scores[near[k]] += user.weight(i) * similarity[k];
      }
    }
  }
}

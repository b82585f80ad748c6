package dev.mercato.ml.recommend.evaluate;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How good one ranking is for one user.
 *
 * @param recall the share of the products bought that are among the first
 * @param ndcg normalised discounted cumulative gain: each hit counts 1 / log2(place + 1), over what
 *     the best ranking would have had
 * @param reciprocalRank 1 / place of the first hit; 0 without one
 */
record RankingMetrics(double recall, double ndcg, double reciprocalRank) implements Serializable {

  /**
   * Compares a ranking with what was bought.
   *
   * @param ranked the first places, the best first
   * @param relevant what was bought, ascending; not empty
   * @param places how many places count
   */
  static RankingMetrics of(int[] ranked, int[] relevant, int places) {
    double gain = 0;
    int hits = 0;
    double reciprocal = 0;
    for (int place = 1; place <= Math.min(places, ranked.length); place++) {
      if (Arrays.binarySearch(relevant, ranked[place - 1]) >= 0) {
        gain += discount(place);
        hits++;
        reciprocal = reciprocal == 0 ? 1.0 / place : reciprocal;
      }
    }
    double ideal = 0;
    for (int place = 1; place <= Math.min(places, relevant.length); place++) {
      ideal += discount(place);
    }
    return new RankingMetrics((double) hits / relevant.length, gain / ideal, reciprocal);
  }

  private static double discount(int place) {
    return Math.log(2) / Math.log(place + 1.0);
  }
}

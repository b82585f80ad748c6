package dev.mercato.ml.recommend.rank;

import java.util.HashMap;
import java.util.Map;

/**
 * The same products for all: the most popular. In a country with enough interactions of its own,
 * those of the country count; in the catalogue at large, those of all.
 */
public final class PopularityScorer implements ItemScorer {
  private static final long serialVersionUID = 1L;

  private final float[] overall;
  private final HashMap<String, float[]> byCountry;

  /**
   * @param byCountry popularity within countries, by item; may be empty
   */
  public PopularityScorer(ItemCatalogue catalogue, Map<String, float[]> byCountry) {
    this.overall = new float[catalogue.size()];
    for (int item = 0; item < overall.length; item++) {
      overall[item] = (float) catalogue.popularity(item);
    }
    this.byCountry = new HashMap<>(byCountry);
  }

  @Override
  public void score(UserProfile user, float[] scores) {
    float[] popularity = byCountry.getOrDefault(user.country(), overall);
    System.arraycopy(popularity, 0, scores, 0, scores.length);
  }
}

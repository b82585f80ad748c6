package dev.mercato.ml.recommend.rank;

/** The most popular products of the category that the user has had most to do with. */
public final class CategoryScorer implements ItemScorer {
  private static final long serialVersionUID = 1L;

  private final ItemCatalogue catalogue;
  private final int categories;

  public CategoryScorer(ItemCatalogue catalogue) {
    this.catalogue = catalogue;
    int most = -1;
    for (int item = 0; item < catalogue.size(); item++) {
      most = Math.max(most, catalogue.category(item));
    }
    this.categories = most + 1;
  }

  @Override
  public void score(UserProfile user, float[] scores) {
    float[] interest = new float[categories];
    float most = 0;
    for (int i = 0; i < user.size(); i++) {
      int category = catalogue.category(user.item(i));
      interest[category] += user.weight(i);
      most = Math.max(most, interest[category]);
    }
    for (int item = 0; item < scores.length; item++) {
      // Where there is nothing to go by all categories are the favourite.
      boolean favourite = interest[catalogue.category(item)] == most;
      scores[item] = (float) catalogue.popularity(item) * (favourite ? 1 : 1e-6f);
    }
  }
}

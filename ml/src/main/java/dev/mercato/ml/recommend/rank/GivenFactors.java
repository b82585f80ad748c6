package dev.mercato.ml.recommend.rank;

import java.util.HashMap;
import java.util.Map;

/** Matrix factors of items and of users, as they were trained. */
public final class GivenFactors implements ItemScorer {
  private static final long serialVersionUID = 1L;

  private final FactorScorer items;
  private final HashMap<Long, double[]> users;
  private final int rank;

  /**
   * @param users the factors of the users that will be asked for; others have none
   */
  public GivenFactors(FactorScorer items, Map<Long, double[]> users, int rank) {
    this.items = items;
    this.users = new HashMap<>(users);
    this.rank = rank;
  }

  @Override
  public void score(UserProfile user, float[] scores) {
    items.score(users.getOrDefault(user.user(), new double[rank]), scores);
  }
}

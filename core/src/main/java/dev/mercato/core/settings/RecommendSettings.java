package dev.mercato.core.settings;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How recommendations are learnt and tested.
 *
 * @param horizonDays the purchases of so many days after the cut are what a ranking is tested on
 * @param count how many products are recommended to a user, and looked at in a test
 * @param leaveOutBought whether what a user has bought before is not recommended to them again
 * @param popularityWeight what a product's popularity, as a natural logarithm, adds to its score
 * @param neighbours how many similar products each product keeps, item to item
 * @param interactionsCompared of how many of a user's strongest interactions pairs are made
 */
public record RecommendSettings(
    int horizonDays,
    int count,
    boolean leaveOutBought,
    Weights weights,
    Factorization factorization,
    double popularityWeight,
    int neighbours,
    int interactionsCompared)
    implements Serializable {

  /**
   * What an interaction is worth when it happens.
   *
   * @param halfLifeDays after so many days it is worth half
   */
  public record Weights(double view, double cart, double purchase, double halfLifeDays)
      implements Serializable {}

  /**
   * Alternating least squares for implicit feedback (Hu, Koren and Volinsky, "Collaborative
   * filtering for implicit feedback datasets", ICDM 2008).
   *
   * @param rank how many numbers stand for a user, and for a product
   * @param rounds how often users are solved for products and products for users
   * @param regularization lambda, which MLlib multiplies by a user's or product's interactions
   * @param confidence alpha: an interaction of weight w counts 1 + alpha w times
   */
  public record Factorization(int rank, int rounds, double regularization, double confidence)
      implements Serializable {}

  /** The same with other weights of interactions. */
  public RecommendSettings with(Weights other) {
    return new RecommendSettings(
        horizonDays,
        count,
        leaveOutBought,
        other,
        factorization,
        popularityWeight,
        neighbours,
        interactionsCompared);
  }

  /** The same with another factorization. */
  public RecommendSettings with(Factorization other) {
    return new RecommendSettings(
        horizonDays,
        count,
        leaveOutBought,
        weights,
        other,
        popularityWeight,
        neighbours,
        interactionsCompared);
  }

  /** The same with another weight of popularity. */
  public RecommendSettings withPopularityWeight(double other) {
    return new RecommendSettings(
        horizonDays,
        count,
        leaveOutBought,
        weights,
        factorization,
        other,
        neighbours,
        interactionsCompared);
  }

  /** All that decides what a training learns and how it is judged, by the settings' keys. */
  public Map<String, String> described() {
    Map<String, String> described = new TreeMap<>();
    described.put("recommend.horizon-days", String.valueOf(horizonDays));
    described.put("recommend.bought", leaveOutBought ? "left-out" : "kept");
    described.put("recommend.weights.view", String.valueOf(weights.view()));
    described.put("recommend.weights.cart", String.valueOf(weights.cart()));
    described.put("recommend.weights.purchase", String.valueOf(weights.purchase()));
    described.put("recommend.weights.half-life-days", String.valueOf(weights.halfLifeDays()));
    described.put("recommend.factorization.rank", String.valueOf(factorization.rank()));
    described.put("recommend.factorization.rounds", String.valueOf(factorization.rounds()));
    described.put(
        "recommend.factorization.regularization", String.valueOf(factorization.regularization()));
    described.put("recommend.factorization.confidence", String.valueOf(factorization.confidence()));
    described.put("recommend.popularity-weight", String.valueOf(popularityWeight));
    described.put("recommend.neighbours", String.valueOf(neighbours));
    return described;
  }

  static RecommendSettings read(SettingsReader reader) {
    return new RecommendSettings(
        (int) reader.integer("recommend.horizon-days", 1, 365),
        (int) reader.integer("recommend.count", 1, 1000),
        leavesOutBought(reader),
        new Weights(
            reader.decimal("recommend.weights.view", 0, 1000),
            reader.decimal("recommend.weights.cart", 0, 1000),
            reader.decimal("recommend.weights.purchase", 0.001, 1000),
            reader.decimal("recommend.weights.half-life-days", 1, 36_525)),
        new Factorization(
            (int) reader.integer("recommend.factorization.rank", 1, 1000),
            (int) reader.integer("recommend.factorization.rounds", 1, 100),
            reader.decimal("recommend.factorization.regularization", 0, 1000),
            reader.decimal("recommend.factorization.confidence", 0, 10_000)),
        reader.decimal("recommend.popularity-weight", 0, 1000),
        (int) reader.integer("recommend.neighbours", 1, 10_000),
        (int) reader.integer("recommend.interactions-compared", 2, 10_000));
  }

  private static boolean leavesOutBought(SettingsReader reader) {
    String key = "recommend.bought";
    String policy = reader.text(key);
    if (!List.of("left-out", "kept", "").contains(policy)) {
      reader.fault(key, "must be left-out or kept");
    }
    return !policy.equals("kept");
  }
}

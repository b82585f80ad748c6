package dev.mercato.simulator.reference.recommendation;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.catalogue.Catalogue;
import dev.mercato.simulator.catalogue.ClusterWeights;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * Ranks products for a taste by {@code sum_k taste(k) P(product | k)}, where P is the mean over the
 * months asked about, each weighted by how much is bought on its days there (season times
 * conversion). Products that are launched on the cut or later are left out: nothing seen before the
 * cut can speak for them.
 *
 * <p>With the taste known, products stand in the order of the probability to be bought: the ranking
 * that hits the most, and gains the most discounted gain, in expectation. For NDCG, which divides
 * by what would have been ideal, it is nearly so. With the posterior mean of the taste in its place
 * it is exact for the next purchase, and nearly so for many.
 *
 * <p>Immutable and thread-safe.
 */
public final class ProductRanking {

  private final ClusterTable table;
  private final boolean[] launched;
  private final int[][] best;
  private final int unlaunched;

  private ProductRanking(ClusterTable table, boolean[] launched) {
    this.table = table;
    this.launched = launched;
    this.best = new int[ClusterTable.CLUSTERS][];
    for (int k = 0; k < best.length; k++) {
      best[k] = order(k);
    }
    this.unlaunched = (int) IntStream.range(0, launched.length).filter(i -> !launched[i]).count();
  }

  /** The ranking of a shop's products for the days of a window. */
  public static ProductRanking of(
      Catalogue catalogue, Seasons seasons, RecommendationWindow window) {
    ClusterTable table = new ClusterTable(catalogue.size());
    monthShares(seasons, window)
        .forEach((month, share) -> table.add(catalogue.choice(month), share));
    boolean[] launched = new boolean[catalogue.size()];
    for (int i = 0; i < launched.length; i++) {
      launched[i] = catalogue.launchedOn(i + 1) < window.cut().toEpochDay();
    }
    return new ProductRanking(table, launched);
  }

  private static Map<YearMonth, Double> monthShares(Seasons seasons, RecommendationWindow window) {
    Map<YearMonth, Double> shares = new TreeMap<>();
    double sum = 0;
    for (int i = 0; i < window.horizonDays(); i++) {
      LocalDate day = window.cut().plusDays(i);
      double weight = seasons.visitFactor(day) * Seasons.conversionFactor(day);
      shares.merge(YearMonth.from(day), weight, Double::sum);
      sum += weight;
    }
    double all = sum;
    shares.replaceAll((month, weight) -> weight / all);
    return shares;
  }

  /** The launched products of a cluster, the most probable first. */
  private int[] order(int cluster) {
    return IntStream.rangeClosed(1, launched.length)
        .filter(product -> launched[product - 1] && table.get(product, cluster) > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(product -> -table.get(product, cluster)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** How many products are left out because they are launched on the cut or later. */
  public int unlaunched() {
    return unlaunched;
  }

  /**
   * Whether a product was launched before the cut, so that it can be ranked, and its purchases
   * count in a test.
   */
  public boolean isRanked(long productId) {
    return productId >= 1 && productId <= launched.length && launched[(int) productId - 1];
  }

  /**
   * The expected share of a product, launched or not, among the purchases of a user of that taste.
   */
  public double probability(ClusterWeights taste, long productId) {
    if (productId < 1 || productId > launched.length) {
      throw new IllegalArgumentException(
          "Cannot rank product " + productId + ": the shop has products 1 to " + launched.length);
    }
    return table.mixture((int) productId, taste.toArray());
  }

  /**
   * The most probable products for a taste, the best first, equals by id; fewer than asked for if
   * there are no more.
   *
   * @param leftOut products not to be recommended, such as those already bought
   */
  public List<RankedProduct> top(ClusterWeights taste, int size, LongPredicate leftOut) {
    if (size < 0) {
      throw new IllegalArgumentException("Cannot rank the top " + size + " products");
    }
    return new BestProducts(table, best, taste.toArray(), size).find(leftOut);
  }
}

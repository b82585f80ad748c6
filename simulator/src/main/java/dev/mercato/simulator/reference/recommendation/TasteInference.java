package dev.mercato.simulator.reference.recommendation;

import dev.mercato.simulator.catalogue.Catalogue;
import dev.mercato.simulator.catalogue.ClusterWeights;
import dev.mercato.simulator.users.Priors;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The posterior mean of a user's taste from the products viewed: a mixture of known components
 * whose shares have a symmetric Dirichlet prior of parameter alpha over K clusters. With n views, E
 * of which fell to each cluster,
 *
 * <pre>
 * mean(k) = (alpha + E(k)) / (K alpha + n),   E(k) = sum over views v of g(v, k)
 * g(v, k) ~ P(product(v) | k, month(v)) (alpha + E(k) - g(v, k)),   adding up to 1 over k
 * </pre>
 *
 * <p>iterated until it stands: the zero-order collapsed variational approximation, CVB0 (Asuncion,
 * Welling, Smyth and Teh, "On smoothing and inference for topic models", UAI 2009), with the
 * components known. It is deterministic, and its means are within about 0.03 of the exact ones,
 * summed over the clusters (the test compares with a Gibbs sampler). Left aside is that the lines
 * of one order are drawn until they differ.
 *
 * <p>Immutable but for the tables of months, made when first needed (1.3 MB for 10,000 products);
 * thread-safe.
 */
public final class TasteInference {

  private static final int CLUSTERS = ClusterTable.CLUSTERS;
  private static final int MOST_ROUNDS = 50;
  private static final double STANDS = 1e-3;

  private final Catalogue catalogue;
  private final double alpha;
  private final Map<YearMonth, ClusterTable> months = new ConcurrentHashMap<>();

  private TasteInference(Catalogue catalogue, double alpha) {
    this.catalogue = catalogue;
    this.alpha = alpha;
  }

  /** The inference in a shop. */
  public static TasteInference of(Catalogue catalogue, Priors priors) {
    return new TasteInference(catalogue, priors.tasteConcentration());
  }

  /**
   * The posterior mean of the shares of the clusters; without views the prior's. The order of the
   * views does not matter.
   *
   * @throws IllegalArgumentException if a product could not be viewed in its month
   */
  public ClusterWeights posteriorMean(Collection<ProductViews> history) {
    return ClusterWeights.of(new Fit(history).posteriorMean());
  }

  /** P(product | cluster, month) up to a factor, for each cluster. */
  private void components(ProductViews views, double[] into, int offset) {
    ClusterTable table =
        months.computeIfAbsent(views.month(), month -> ClusterTable.of(catalogue, month));
    double sum = 0;
    if (views.productId() >= 1 && views.productId() <= catalogue.size()) {
      for (int k = 0; k < CLUSTERS; k++) {
        into[offset + k] = table.get((int) views.productId(), k);
        sum += into[offset + k];
      }
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException(
          "Cannot use a view of product "
              + views.productId()
              + " in "
              + views.month()
              + ": the shop did not show it then");
    }
  }

  /** One user's views with their shares of the clusters. */
  private final class Fit {

    private final int[] times;
    private final double[] components;
    private final double[] shares;
    private final double[] expected = new double[CLUSTERS];
    private final double[] fresh = new double[CLUSTERS];
    private int views;

    Fit(Collection<ProductViews> history) {
      ProductViews[] ordered = history.toArray(new ProductViews[0]);
      Arrays.sort(ordered, ProductViews.ORDER);
      this.times = new int[ordered.length];
      this.components = new double[ordered.length * CLUSTERS];
      this.shares = new double[ordered.length * CLUSTERS];
      for (int v = 0; v < ordered.length; v++) {
        times[v] = ordered[v].views();
        views += times[v];
        components(ordered[v], components, v * CLUSTERS);
      }
    }

    double[] posteriorMean() {
      for (int v = 0; v < times.length; v++) {
        update(v);
      }
      int round = 0;
      double moved;
      do {
        moved = 0;
        for (int v = 0; v < times.length; v++) {
          moved += times[v] * update(v);
        }
      } while (moved > STANDS && ++round < MOST_ROUNDS);
      double[] mean = new double[CLUSTERS];
      for (int k = 0; k < CLUSTERS; k++) {
        mean[k] = (alpha + expected[k]) / (CLUSTERS * alpha + views);
      }
      return mean;
    }

    /** Shares a view out anew; how far the shares moved. */
    private double update(int v) {
      int row = v * CLUSTERS;
      double sum = 0;
      for (int k = 0; k < CLUSTERS; k++) {
        fresh[k] = components[row + k] * Math.max(0, alpha + expected[k] - shares[row + k]);
        sum += fresh[k];
      }
      double moved = 0;
      for (int k = 0; k < CLUSTERS; k++) {
        double change = fresh[k] / sum - shares[row + k];
        shares[row + k] += change;
        expected[k] += times[v] * change;
        moved += Math.abs(change);
      }
      return moved;
    }
  }
}

package dev.mercato.simulator.reference.recommendation;

import dev.mercato.simulator.catalogue.Catalogue;
import dev.mercato.simulator.catalogue.Clusters;
import dev.mercato.simulator.catalogue.ProductChoice;
import java.time.YearMonth;

/**
 * P(product | cluster), the clusters of a product side by side: that of (product, k) at {@code
 * (product - 1) * K + k}.
 */
final class ClusterTable {

  static final int CLUSTERS = Clusters.COUNT;

  private final double[] values;

  ClusterTable(int products) {
    this.values = new double[products * CLUSTERS];
  }

  /** The table of one month. */
  static ClusterTable of(Catalogue catalogue, YearMonth month) {
    ClusterTable table = new ClusterTable(catalogue.size());
    table.add(catalogue.choice(month), 1);
    return table;
  }

  /** Adds a month's probabilities times a weight. */
  void add(ProductChoice choice, double weight) {
    for (int k = 0; k < CLUSTERS; k++) {
      double[] column = choice.probabilities(k);
      for (int i = 0; i < column.length; i++) {
        values[i * CLUSTERS + k] += weight * column[i];
      }
    }
  }

  double get(int product, int cluster) {
    return values[(product - 1) * CLUSTERS + cluster];
  }

  /** The sum over clusters of a weight times P(product | cluster). */
  double mixture(int product, double[] weights) {
    int row = (product - 1) * CLUSTERS;
    double sum = 0;
    for (int k = 0; k < CLUSTERS; k++) {
      sum += weights[k] * values[row + k];
    }
    return sum;
  }
}

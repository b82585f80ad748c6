package dev.mercato.simulator.catalogue;

import dev.mercato.simulator.random.AliasTable;

/**
 * P(product | cluster) in one month, to be drawn from in constant time and to be read as numbers.
 * Only products launched before the month's first day are in it. Immutable and shared by all
 * readers.
 */
public final class ProductChoice {

  private final long[] cells;
  private final int[] offsets;
  private final int[] sizes;
  private final int[][] members;
  private final double[][] probabilities;
  private final int products;

  /**
   * Builds the month's tables.
   *
   * @param members by cluster, the products (from 1 on) that can be chosen
   * @param weights by cluster, their weights
   */
  ProductChoice(int products, int[][] members, double[][] weights) {
    this.products = products;
    this.members = members;
    int clusters = members.length;
    this.offsets = new int[clusters];
    this.sizes = new int[clusters];
    this.probabilities = new double[clusters][];
    int total = 0;
    for (int[] list : members) {
      total += list.length;
    }
    this.cells = new long[total];
    int offset = 0;
    for (int k = 0; k < clusters; k++) {
      offsets[k] = offset;
      sizes[k] = members[k].length;
      AliasTable.fill(cells, offset, members[k], weights[k]);
      probabilities[k] = normalised(weights[k]);
      offset += members[k].length;
    }
  }

  /** The product, from 1 on, that 64 random bits choose in a cluster. */
  public int draw(int cluster, long bits) {
    int cell = offsets[cluster] + AliasTable.cell(bits, sizes[cluster]);
    return AliasTable.value(cells[cell], bits);
  }

  /**
   * P(product | cluster) of this month for each product: the element at {@code productId - 1}. A
   * new array.
   */
  public double[] probabilities(int cluster) {
    double[] result = new double[products];
    addTo(result, cluster, 1);
    return result;
  }

  /**
   * The sum over clusters of {@code taste * P(product | cluster)}, by {@code productId - 1}. A new
   * array.
   */
  public double[] probabilities(ClusterWeights taste) {
    double[] result = new double[products];
    for (int k = 0; k < sizes.length; k++) {
      addTo(result, k, taste.get(k));
    }
    return result;
  }

  private void addTo(double[] result, int cluster, double share) {
    int[] ids = members[cluster];
    for (int i = 0; i < ids.length; i++) {
      result[ids[i] - 1] += share * probabilities[cluster][i];
    }
  }

  private static double[] normalised(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double[] result = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      result[i] = weights[i] / sum;
    }
    return result;
  }
}

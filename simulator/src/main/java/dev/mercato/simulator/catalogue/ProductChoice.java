package dev.mercato.simulator.catalogue;

import dev.mercato.simulator.random.AliasTable;

/**
 * P(product | cluster) in one month, to be drawn from in constant time and to be read as numbers.
 * Only products launched before the month's first day are in it. The numbers are read off the very
 * cells that are drawn from. Immutable and shared by all readers.
 */
public final class ProductChoice {

  private final int products;
  private final long[] cells;
  private final int[] offsets;

  /**
   * Builds the month's tables.
   *
   * @param members by cluster, the products (from 1 on) that can be chosen
   * @param weights by cluster, their weights
   */
  ProductChoice(int products, int[][] members, double[][] weights) {
    this.products = products;
    this.offsets = new int[members.length + 1];
    for (int k = 0; k < members.length; k++) {
      offsets[k + 1] = offsets[k] + members[k].length;
    }
    this.cells = new long[offsets[members.length]];
    for (int k = 0; k < members.length; k++) {
      AliasTable.fill(cells, offsets[k], members[k], weights[k]);
    }
  }

  /** The product, from 1 on, that 64 random bits choose in a cluster. */
  public int draw(int cluster, long bits) {
    int offset = offsets[cluster];
    int cell = offset + AliasTable.cell(bits, offsets[cluster + 1] - offset);
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
    for (int k = 0; k < offsets.length - 1; k++) {
      addTo(result, k, taste.get(k));
    }
    return result;
  }

  private void addTo(double[] result, int cluster, double share) {
    double each = share / (offsets[cluster + 1] - offsets[cluster]);
    for (int i = offsets[cluster]; i < offsets[cluster + 1]; i++) {
      double stays = AliasTable.stays(cells[i]);
      result[AliasTable.own(cells[i]) - 1] += each * stays;
      result[AliasTable.alias(cells[i]) - 1] += each * (1 - stays);
    }
  }
}

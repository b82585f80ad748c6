package dev.mercato.simulator.reference.recommendation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The products of the greatest mixture probability, found without looking at most of them: each
 * cluster's products are sorted, so that the heads of the lists bound whatever has not been looked
 * at yet (the threshold algorithm of Fagin, Lotem and Naor, "Optimal aggregation algorithms for
 * middleware", PODS 2001, always going on in the list whose head can add the most). Exact. For one
 * taste, once.
 */
final class BestProducts {

  private final ClusterTable table;
  private final int[][] best;
  private final double[] taste;
  private final int[] position;
  private final double[] bound;
  private final BitSet seen = new BitSet();
  private final int[] products;
  private final double[] probabilities;
  private int size;

  BestProducts(ClusterTable table, int[][] best, double[] taste, int size) {
    this.table = table;
    this.best = best;
    this.taste = taste;
    this.position = new int[best.length];
    this.bound = new double[best.length];
    this.products = new int[size];
    this.probabilities = new double[size];
  }

  List<RankedProduct> find(LongPredicate leftOut) {
    for (int k = 0; k < best.length; k++) {
      bound(k);
    }
    while (!isComplete()) {
      int k = widest();
      int product = best[k][position[k]++];
      bound(k);
      if (!seen.get(product)) {
        seen.set(product);
        if (!leftOut.test(product)) {
          offer(product, table.mixture(product, taste));
        }
      }
    }
    List<RankedProduct> result = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      result.add(new RankedProduct(products[i], probabilities[i]));
    }
    return result;
  }

  /** What the head of a cluster's list can add at most. */
  private void bound(int k) {
    bound[k] = position[k] < best[k].length ? taste[k] * table.get(best[k][position[k]], k) : 0;
  }

  /** Whether nothing that has not been looked at can enter the list. */
  private boolean isComplete() {
    double rest = 0;
    for (double part : bound) {
      rest += part;
    }
    double needed = size < products.length || size == 0 ? 0 : probabilities[size - 1];
    return products.length == 0 || rest == 0 || rest < needed;
  }

  private int widest() {
    int widest = 0;
    for (int k = 1; k < bound.length; k++) {
      if (bound[k] > bound[widest]) {
        widest = k;
      }
    }
    return widest;
  }

  private void offer(int product, double probability) {
    int place = size;
    while (place > 0 && isBefore(product, probability, place - 1)) {
      place--;
    }
    if (place == products.length) {
      return;
    }
    int moved = Math.min(size, products.length - 1) - place;
    System.arraycopy(products, place, products, place + 1, moved);
    System.arraycopy(probabilities, place, probabilities, place + 1, moved);
    products[place] = product;
    probabilities[place] = probability;
    size = Math.min(size + 1, products.length);
  }

  private boolean isBefore(int product, double probability, int other) {
    return probability > probabilities[other]
        || (probability == probabilities[other] && product < products[other]);
  }
}

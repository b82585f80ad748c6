package dev.mercato.simulator.reference.churn;

/**
 * How many visits there were, and how many of them bought, at each level of the conversion factor.
 */
final class ConversionCounts {

  private final int[] visits;
  private final int[] purchases;

  ConversionCounts(int levels) {
    this.visits = new int[levels];
    this.purchases = new int[levels];
  }

  void add(int level, int moreVisits, int morePurchases) {
    visits[level] += moreVisits;
    purchases[level] += morePurchases;
  }

  int levels() {
    return visits.length;
  }

  /** Visits that ended in a purchase. */
  int bought(int level) {
    return purchases[level];
  }

  /** Visits that did not. */
  int left(int level) {
    return visits[level] - purchases[level];
  }
}

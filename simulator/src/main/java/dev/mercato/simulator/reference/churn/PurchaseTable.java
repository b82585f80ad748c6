package dev.mercato.simulator.reference.churn;

/**
 * {@link Purchasing} for all points of the grids over (lambda, mu) and c: the recursion over the
 * horizon once for all customers. Immutable.
 */
final class PurchaseTable {

  private final int conversions;
  private final double[] values;

  PurchaseTable(DayFactors days, RateGrid rates, ConversionGrid conversion) {
    this.conversions = conversion.size();
    this.values = new double[rates.visitRates() * rates.dropoutRates() * conversions];
    double[] survives = rates.surviving(1);
    for (int i = 0; i < rates.visitRates(); i++) {
      for (int m = 0; m < conversions; m++) {
        fill(i, m, survives, days, rates, conversion.value(m));
      }
    }
  }

  private void fill(
      int i, int m, double[] survives, DayFactors days, RateGrid rates, double conversion) {
    double[] current = new double[survives.length];
    for (int day = days.end() - 1; day >= days.cut(); day--) {
      double purchases = Purchasing.rate(days, day, rates.visitRate(i), conversion);
      double none = StrictMath.exp(-purchases);
      for (int k = 0; k < current.length; k++) {
        double lasts = none * survives[k];
        double share = purchases / (purchases + rates.dropoutRate(k));
        current[k] = share * (1 - lasts) + lasts * current[k];
      }
    }
    for (int k = 0; k < current.length; k++) {
      values[(i * current.length + k) * conversions + m] = current[k];
    }
  }

  /**
   * The mean of B of a pair over weights of c that add up to 1, of which those from {@code first}
   * to {@code end} count.
   */
  double mean(int pair, double[] weights, int first, int end) {
    int row = pair * conversions;
    double sum = 0;
    for (int m = first; m < end; m++) {
      sum += weights[m] * values[row + m];
    }
    return sum;
  }
}

package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.users.Priors;

/**
 * The probability that a user of known rates who is alive at the cut buys within the horizon. With
 * r(day) = lambda s(day) p(c, day), the rate of purchases, it follows by days from the end, like
 * {@link Silence}:
 *
 * <pre>B(day) = r / (mu + r) (1 - e) + e B(day + 1),   e = exp(-(mu + r)),   B(end) = 0</pre>
 *
 * <p>whichever comes first of a purchase and the lifetime's end: both have constant rates within a
 * day.
 */
final class Purchasing {

  private Purchasing() {}

  static double withinHorizon(DayFactors days, CustomerRates rates) {
    double value = 0;
    for (int day = days.end() - 1; day >= days.cut(); day--) {
      double purchases = rate(days, day, rates.visitRate(), rates.conversion());
      double hazard = rates.dropoutRate() + purchases;
      double ended = -StrictMath.expm1(-hazard);
      value = purchases / hazard * ended + (1 - ended) * value;
    }
    return value;
  }

  /** The rate of purchases on a day, a day. */
  static double rate(DayFactors days, int day, double visitRate, double conversion) {
    return visitRate
        * days.season(day)
        * Priors.purchaseProbability(conversion, days.conversion(day));
  }
}

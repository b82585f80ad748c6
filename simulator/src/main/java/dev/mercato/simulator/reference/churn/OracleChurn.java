package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.calendar.Seasons;

/**
 * Churn as who knows a customer's own rates (but not the end of the lifetime) sees it: no forecast
 * from the same history is better in expectation. The customer is alive at the cut with probability
 * {@code exp(-mu (T - t_n) - lambda (S(T) - S(t_n))) / G(t_n)}, where G is {@link Silence} since
 * the last visit at t_n; the traits known, nothing else in the history matters. Immutable and
 * thread-safe; about 500 exponentials a customer over a year.
 */
public final class OracleChurn {

  private final DayFactors days;

  OracleChurn(DayFactors days) {
    this.days = days;
  }

  /** The oracle for a window on the shop's calendar. */
  public static OracleChurn of(Seasons seasons, ObservationWindow window) {
    return new OracleChurn(DayFactors.of(seasons, window));
  }

  /**
   * What the oracle says about a customer.
   *
   * @throws IllegalArgumentException if the history does not lie before the cut and on or after the
   *     first observed day
   */
  public ChurnEstimate estimate(CustomerRates rates, CustomerHistory history) {
    double last = days.lastSeen(history);
    double exposure = days.exposure(days.cut()) - days.exposure(last);
    double survived =
        StrictMath.exp(-rates.dropoutRate() * (days.cut() - last) - rates.visitRate() * exposure);
    double alive = survived / Silence.from(last, days, rates.visitRate(), rates.dropoutRate());
    return new ChurnEstimate(alive, 1 - alive * Purchasing.withinHorizon(days, rates));
  }
}

package dev.mercato.simulator.reference.churn;

/**
 * The probability that a user of known rates who is alive at a time t is not seen between t and the
 * cut: stays alive without a visit, or dies before the next one,
 *
 * <pre>
 * G(t) = exp(-mu (T - t) - lambda (S(T) - S(t))) + integral from t to T of mu exp(-mu (x - t) - lambda (S(x) - S(t))) dx
 * </pre>
 *
 * <p>with S the season's integral and T the cut. Where the season is constant the integral is
 * closed, so that over a piece of length d with season s
 *
 * <pre>G(t) = e G(t + d) + mu / (mu + lambda s) (1 - e),   e = exp(-(mu + lambda s) d),   G(T) = 1
 * </pre>
 *
 * <p>a recursion over days of positive terms in [0, 1], which can neither overflow nor cancel.
 * Times the density of what was seen up to the last visit, {@code lambda^n prod s(t_i) exp(-lambda
 * S(t_n) - mu (t_n - sign-up))}, it is the likelihood of a history (Fader and Hardie 2005, equation
 * 6, with the season).
 */
final class Silence {

  private Silence() {}

  /**
   * G at a position before the cut; before the first observed day nothing can be seen, so the
   * season counts as 0.
   */
  static double from(double position, DayFactors days, double visitRate, double dropoutRate) {
    int first = Math.max(0, (int) Math.floor(position) + 1);
    double value = 1;
    for (int day = days.cut() - 1; day >= first; day--) {
      value = over(1, visitRate * days.season(day), dropoutRate, value);
    }
    double season = position < 0 ? 0 : days.season(first - 1);
    return over(first - position, visitRate * season, dropoutRate, value);
  }

  /** One step back over a piece of time with a constant rate of visits. */
  private static double over(double length, double visits, double dropout, double after) {
    double hazard = visits + dropout;
    double seen = -StrictMath.expm1(-hazard * length);
    return (1 - seen) * after + dropout / hazard * seen;
  }
}

package dev.mercato.simulator.reference.churn;

/**
 * A day on which a user visited.
 *
 * @param epochDay days since 1970-01-01, UTC
 * @param visits the sessions of the day
 * @param purchases how many of them ended in a purchase
 */
public record VisitDay(long epochDay, int visits, int purchases) {

  public VisitDay {
    if (visits < 1 || purchases < 0 || purchases > visits) {
      throw new IllegalArgumentException(
          "Cannot have " + purchases + " purchases in " + visits + " visits on day " + epochDay);
    }
  }
}

package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.users.LoyaltyTier;
import java.util.List;

/**
 * All that is observed of a user up to the cut and says something about what comes: when visits
 * happened within the days, apart from the last one, and what was looked at, say nothing more about
 * lambda, mu and c.
 *
 * @param signedUpAt microseconds since 1970-01-01 UTC; may lie before the first loaded day
 * @param lastSeenAt when the last observed visit began, the last time that the user is known to be
 *     alive; the sign-up if no visit was observed
 * @param days the days with visits, each once
 */
public record CustomerHistory(
    long signedUpAt, LoyaltyTier tier, long lastSeenAt, List<VisitDay> days) {

  public CustomerHistory {
    days = List.copyOf(days);
    if (lastSeenAt < signedUpAt || (days.isEmpty() && lastSeenAt != signedUpAt)) {
      throw new IllegalArgumentException(
          "Cannot have seen a user last at "
              + lastSeenAt
              + " who signed up at "
              + signedUpAt
              + " and visited on "
              + days.size()
              + " days");
    }
  }

  /** A user of whom no visit has been observed. */
  public static CustomerHistory withoutVisits(long signedUpAt, LoyaltyTier tier) {
    return new CustomerHistory(signedUpAt, tier, signedUpAt, List.of());
  }

  /** The number of visits observed. */
  public int visits() {
    return days.stream().mapToInt(VisitDay::visits).sum();
  }

  /** The number of visits observed that ended in a purchase. */
  public int purchases() {
    return days.stream().mapToInt(VisitDay::purchases).sum();
  }
}

package dev.mercato.simulator.calendar;

import java.time.LocalDate;

/**
 * A sales campaign: on its days more people visit, more visits buy, and most lines carry a
 * discount.
 *
 * @param firstDay its first day
 * @param lastDay its last day, included
 * @param visitFactor what the visit rate is multiplied by
 * @param conversionFactor what the probability that a visit buys is multiplied by
 * @param discountPercent the discount of a line that takes part, in per cent of its price
 */
public record Campaign(
    String name,
    LocalDate firstDay,
    LocalDate lastDay,
    double visitFactor,
    double conversionFactor,
    int discountPercent) {

  public Campaign {
    if (lastDay.isBefore(firstDay)) {
      throw new IllegalArgumentException(
          "Cannot hold campaign " + name + ": it ends before it starts");
    }
    if (discountPercent < 0 || discountPercent > 100) {
      throw new IllegalArgumentException(
          "Cannot hold campaign " + name + " with a discount of " + discountPercent + " per cent");
    }
  }

  /** Whether the campaign runs on a day. */
  public boolean runsOn(LocalDate day) {
    return !day.isBefore(firstDay) && !day.isAfter(lastDay);
  }
}

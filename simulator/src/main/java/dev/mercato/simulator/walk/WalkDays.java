package dev.mercato.simulator.walk;

import dev.mercato.simulator.Ids;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.Window;
import dev.mercato.simulator.calendar.Campaign;
import dev.mercato.simulator.calendar.Campaigns;
import dev.mercato.simulator.catalogue.ProductChoice;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * What the days of a window have in store for everyone, by day. Days before the shop opened are
 * left out.
 */
final class WalkDays {

  /** The first day, counted from 0 since the shop opened. */
  final int first;

  /** How many days there are. */
  final int count;

  final double[] visitFactors;
  final double[] conversionFactors;
  final int[] discounts;
  final ProductChoice[] choices;
  private final LocalDate[] dates;

  WalkDays(Shop shop, Window window) {
    long from = Math.max(0, shop.dayNumber(window.from()));
    long to = shop.dayNumber(window.to());
    if (to > Ids.MAX_DAY) {
      throw new IllegalArgumentException(
          "Cannot walk to "
              + window.to()
              + ": ids reach "
              + Ids.MAX_DAY
              + " days after "
              + shop.spec().opened());
    }
    first = (int) from;
    count = (int) Math.max(0, to - from + 1);
    visitFactors = new double[count];
    conversionFactors = new double[count];
    discounts = new int[count];
    choices = new ProductChoice[count];
    dates = new LocalDate[count];
    for (int i = 0; i < count; i++) {
      LocalDate day = shop.spec().opened().plusDays(first + i);
      Optional<Campaign> campaign = Campaigns.on(day);
      dates[i] = day;
      visitFactors[i] = shop.seasons().visitFactor(day);
      conversionFactors[i] = campaign.map(Campaign::conversionFactor).orElse(1.0);
      discounts[i] = campaign.map(Campaign::discountPercent).orElse(0);
      choices[i] = shop.catalogue().choice(YearMonth.from(day));
    }
  }

  /** The date of the i-th day. */
  LocalDate date(int i) {
    return dates[i];
  }
}

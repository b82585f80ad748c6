package dev.mercato.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.catalogue.ClusterWeights;
import dev.mercato.simulator.catalogue.ProductChoice;
import dev.mercato.simulator.users.UserTruth;
import dev.mercato.simulator.walk.ClickEvent;
import dev.mercato.simulator.walk.EventType;
import dev.mercato.simulator.walk.Session;
import dev.mercato.simulator.walk.ShopWalk;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TestVisits {

  private static final int USERS = 8_000;
  private static final Shop SHOP = Rows.shop(31, USERS);
  private static final int[] VISITS = new int[USERS + 1];
  private static final int[] PURCHASES = new int[USERS + 1];

  @BeforeAll
  static void walkTheYear() {
    ShopWalk walk =
        new ShopWalk(SHOP, Rows.YEAR, SHOP.usersBy(Rows.YEAR.to()), ShopWalk.Sessions.ALL);
    while (walk.next()) {
      Session session = walk.session();
      VISITS[(int) session.userId()]++;
      PURCHASES[(int) session.userId()] += session.buys() ? 1 : 0;
    }
  }

  @Test
  void visitsArePoissonGivenTheRateTheSeasonAndTheLifetime() {
    double excess = 0;
    double dispersion = 0;
    double scatter = 0;
    double total = 0;
    for (int user = 1; user <= USERS; user++) {
      double mean = expectedVisits(SHOP.population().truth(user));
      if (mean > 0.05) {
        double miss = VISITS[user] - mean;
        excess += miss;
        total += mean;
        dispersion += miss * miss / mean - 1;
        scatter += 2 + 1 / mean;
      } else if (mean == 0) {
        assertThat(VISITS[user]).isZero();
      }
    }
    assertThat(excess / Math.sqrt(total)).isBetween(-Goodness.SIGMAS, Goodness.SIGMAS);
    assertThat(dispersion / Math.sqrt(scatter)).isBetween(-Goodness.SIGMAS, Goodness.SIGMAS);
  }

  /** A dispersion test that also sees a wrong share of zeros. */
  @Test
  void thoseWhoDoNotVisitAreAsManyAsPoissonSays() {
    double observed = 0;
    double expected = 0;
    double scatter = 0;
    for (int user = 1; user <= USERS; user++) {
      double none = Math.exp(-expectedVisits(SHOP.population().truth(user)));
      observed += VISITS[user] == 0 ? 1 : 0;
      expected += none;
      scatter += none * (1 - none);
    }
    assertThat((observed - expected) / Math.sqrt(scatter))
        .isBetween(-Goodness.SIGMAS, Goodness.SIGMAS);
  }

  @Test
  void purchasesArePoissonGivenRateConversionAndTheCampaigns() {
    double excess = 0;
    double dispersion = 0;
    double scatter = 0;
    double total = 0;
    for (int user = 1; user <= USERS; user++) {
      UserTruth truth = SHOP.population().truth(user);
      long from = Math.max(truth.signupAtMicros(), micros(Rows.YEAR.from()));
      long to = Math.min(truth.lifetimeEndMicros(), micros(Rows.YEAR.to().plusDays(1)));
      if (to > from) {
        double mean =
            truth.visitRate() * truth.conversion() * SHOP.seasons().purchaseExposure(from, to);
        if (mean > 0.05) {
          double miss = PURCHASES[user] - mean;
          excess += miss;
          total += mean;
          dispersion += miss * miss / mean - 1;
          scatter += 2 + 1 / mean;
        }
      }
    }
    assertThat(excess / Math.sqrt(total)).isBetween(-Goodness.SIGMAS, Goodness.SIGMAS);
    assertThat(dispersion / Math.sqrt(scatter)).isBetween(-Goodness.SIGMAS, Goodness.SIGMAS);
  }

  @Test
  void theIntensitiesOfTheDaysAddUpToTheExposureOfTheYear() {
    UserTruth truth = SHOP.population().truth(1);
    double sum = 0;
    for (LocalDate day = Rows.YEAR.from(); !day.isAfter(Rows.YEAR.to()); day = day.plusDays(1)) {
      sum += SHOP.purchaseIntensity(truth, day);
    }
    double exposure =
        SHOP.seasons()
            .purchaseExposure(micros(Rows.YEAR.from()), micros(Rows.YEAR.to().plusDays(1)));
    assertThat(sum)
        .isCloseTo(truth.visitRate() * truth.conversion() * exposure, within(1e-9 * sum));
  }

  @Test
  void eachDayHasTheVisitsThatTheSeasonCallsFor() {
    Shop shop = Rows.shop(32, 20_000);
    Window autumn = Rows.AUTUMN;
    double[] observed = new double[autumn.days()];
    double[] expected = new double[autumn.days()];
    ShopWalk walk = new ShopWalk(shop, autumn, shop.usersBy(autumn.to()), ShopWalk.Sessions.ALL);
    while (walk.next()) {
      observed[(int) (walk.date().toEpochDay() - autumn.from().toEpochDay())]++;
    }
    for (long user = 1; user <= 20_000; user++) {
      UserTruth truth = shop.population().truth(user);
      for (int day = 0; day < expected.length; day++) {
        long midnight = micros(autumn.from().plusDays(day));
        long from = Math.max(truth.signupAtMicros(), midnight);
        long to = Math.min(truth.lifetimeEndMicros(), midnight + Seasons.DAY_MICROS);
        if (to > from) {
          expected[day] += truth.visitRate() * shop.seasons().exposure(from, to);
        }
      }
    }
    assertThat(Goodness.chiSquareSigmas(observed, expected))
        .isBetween(-Goodness.SIGMAS, Goodness.SIGMAS);
  }

  /**
   * All products looked at in sessions that don't buy are drawn from the mixture, without further
   * ado.
   */
  @Test
  void productsAreLookedAtAsTasteAndMonthSay() {
    Shop shop = Rows.shop(33, 1_500);
    Window window = new Window(LocalDate.of(2025, 11, 1), LocalDate.of(2025, 12, 31));
    Map<Long, Boolean> buying = new LinkedHashMap<>();
    var clicks = Rows.clicks(shop, window);
    clicks.forEach(
        event ->
            buying.merge(
                event.sessionId(), event.eventType() == EventType.PURCHASE, Boolean::logicalOr));
    double[] observed = new double[shop.catalogue().size()];
    double[] expected = new double[shop.catalogue().size()];
    for (ClickEvent event : clicks) {
      if (event.eventType() == EventType.PRODUCT_VIEW && !buying.get(event.sessionId())) {
        observed[(int) event.productId() - 1]++;
        ProductChoice choice = shop.catalogue().choice(month(event));
        ClusterWeights taste = shop.population().truth(event.userId()).taste();
        double[] probabilities = choice.probabilities(taste);
        for (int i = 0; i < expected.length; i++) {
          expected[i] += probabilities[i];
        }
      }
    }
    double[] launchedObserved = launched(observed, expected);
    double[] launchedExpected = launched(expected, expected);
    assertThat(sum(launchedObserved)).isEqualTo(sum(observed));
    assertThat(sum(launchedExpected)).isCloseTo(sum(observed), within(1e-3));
    assertThat(Goodness.chiSquareSigmas(launchedObserved, launchedExpected))
        .isBetween(-Goodness.SIGMAS, Goodness.SIGMAS);
  }

  private static double[] launched(double[] values, double[] expected) {
    return IntStream.range(0, values.length)
        .filter(i -> expected[i] > 0)
        .mapToDouble(i -> values[i])
        .toArray();
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static YearMonth month(ClickEvent event) {
    return YearMonth.from(
        LocalDate.ofEpochDay(Math.floorDiv(event.occurredAt(), Seasons.DAY_MICROS)));
  }

  private static double expectedVisits(UserTruth truth) {
    long from = Math.max(truth.signupAtMicros(), micros(Rows.YEAR.from()));
    long to = Math.min(truth.lifetimeEndMicros(), micros(Rows.YEAR.to().plusDays(1)));
    return to > from ? truth.visitRate() * SHOP.seasons().exposure(from, to) : 0;
  }

  private static long micros(LocalDate day) {
    return day.toEpochDay() * Seasons.DAY_MICROS;
  }
}

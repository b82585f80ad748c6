package dev.mercato.simulator.reference.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.reference.churn.LittleWorld.Customer;
import dev.mercato.simulator.users.BetaPrior;
import dev.mercato.simulator.users.LoyaltyTier;
import dev.mercato.simulator.users.Priors;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestAttainableChurn {

  private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  private static final LocalDate CUT = LocalDate.of(2025, 10, 1);
  private static final ObservationWindow WINDOW = new ObservationWindow(FIRST, CUT, 90);
  private static final Seasons SEASONS =
      Seasons.between(LocalDate.of(2023, 1, 1), LocalDate.of(2025, 12, 31));
  private static final DayFactors DAYS = DayFactors.of(SEASONS, WINDOW);
  private static final AttainableChurn REFERENCE = AttainableChurn.of(Priors.SHOP, SEASONS, WINDOW);

  @Test
  void theGridIsAsGoodAsOneMuchFiner() {
    AttainableChurn fine =
        new AttainableChurn(DAYS, Priors.SHOP, Priors.SHOP.tier()::probability, 0.3);
    double sum = 0;
    List<Customer> customers = new LittleWorld(DAYS, WINDOW, Priors.SHOP, 3).customers(1_000, 700);
    for (Customer customer : customers) {
      ChurnEstimate coarse = REFERENCE.estimate(customer.history());
      ChurnEstimate exact = fine.estimate(customer.history());
      assertThat(coarse.churn()).isCloseTo(exact.churn(), within(2e-4));
      assertThat(coarse.alive()).isCloseTo(exact.alive(), within(2e-4));
      sum += Math.abs(coarse.churn() - exact.churn());
    }
    assertThat(sum / customers.size()).isLessThan(1e-5);
  }

  @Test
  void onOrdinaryDaysConversionHasItsConjugatePosterior() {
    BetaPrior prior = new BetaPrior(2.4, 26);
    ConversionGrid grid = new ConversionGrid(prior, 500, new double[] {1}, AttainableChurn.STEP);
    for (int[] counts : new int[][] {{0, 0}, {1, 0}, {1, 1}, {30, 5}, {900, 0}, {900, 140}}) {
      ConversionCounts history = new ConversionCounts(1);
      history.add(0, counts[0], counts[1]);
      double[] weights = grid.posterior(history);
      double mean = 0;
      double square = 0;
      for (int m = 0; m < weights.length; m++) {
        mean += weights[m] * grid.value(m);
        square += weights[m] * grid.value(m) * grid.value(m);
      }
      BetaPrior posterior = new BetaPrior(prior.a() + counts[1], prior.b() + counts[0] - counts[1]);
      double variance =
          posterior.mean() * (1 - posterior.mean()) / (posterior.a() + posterior.b() + 1);
      assertThat(mean).isCloseTo(posterior.mean(), within(1e-4 * posterior.mean()));
      assertThat(square - mean * mean).isCloseTo(variance, within(2e-3 * variance));
    }
  }

  @Test
  void noHistoryIsTooExtreme() {
    for (LoyaltyTier tier : LoyaltyTier.values()) {
      for (int perDay : new int[] {1, 5, 60}) {
        for (int purchases : new int[] {0, perDay}) {
          for (int until : new int[] {1, 100, 273}) {
            ChurnEstimate estimate = REFERENCE.estimate(daily(tier, perDay, purchases, until));
            assertThat(estimate.churn()).isBetween(0.0, 1.0);
            assertThat(estimate.alive()).isBetween(0.0, 1.0 + 1e-12);
          }
        }
      }
    }
    assertThat(REFERENCE.estimate(daily(LoyaltyTier.GOLD, 60, 0, 1)).alive()).isLessThan(1e-6);
    assertThat(REFERENCE.estimate(daily(LoyaltyTier.GOLD, 5, 5, 273)).churn()).isLessThan(0.02);
  }

  @Test
  void whoSignedUpJustBeforeTheCutIsAsThePriorSays() {
    CustomerHistory history =
        CustomerHistory.withoutVisits(at(CUT) - 1_000_000, LoyaltyTier.BRONZE);
    ChurnEstimate estimate = REFERENCE.estimate(history);
    assertThat(estimate.alive()).isCloseTo(1, within(1e-6));
    LittleWorld world = new LittleWorld(DAYS, WINDOW, Priors.SHOP, 11);
    double churn = 0;
    double weight = 0;
    for (int i = 0; i < 60_000; i++) {
      CustomerRates rates = world.draw();
      double bronze =
          Priors.SHOP
              .tier()
              .probability(LoyaltyTier.BRONZE, rates.visitRate(), rates.dropoutRate());
      churn += bronze * (1 - Purchasing.withinHorizon(DAYS, rates));
      weight += bronze;
    }
    assertThat(estimate.churn()).isCloseTo(churn / weight, within(0.006));
  }

  @Test
  void historiesOutsideTheWindowAreRefused() {
    long epochDay = CUT.toEpochDay();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                REFERENCE.estimate(
                    new CustomerHistory(
                        at(FIRST),
                        LoyaltyTier.GOLD,
                        at(FIRST),
                        List.of(new VisitDay(epochDay, 1, 0)))))
        .withMessageContaining("2025-10-01");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> REFERENCE.estimate(CustomerHistory.withoutVisits(at(CUT), LoyaltyTier.GOLD)))
        .withMessageContaining("the cut 2025-10-01");
    assertThatIllegalArgumentException().isThrownBy(() -> new VisitDay(epochDay, 1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new ObservationWindow(CUT, CUT, 90));
    assertThatIllegalArgumentException().isThrownBy(() -> new ObservationWindow(FIRST, CUT, 0));
  }

  private static CustomerHistory daily(LoyaltyTier tier, int perDay, int purchases, int until) {
    List<VisitDay> days = new ArrayList<>();
    for (int day = 0; day < until; day++) {
      days.add(new VisitDay(FIRST.toEpochDay() + day, perDay, purchases));
    }
    long last = at(FIRST.plusDays(until)) - 3_600_000_000L;
    return new CustomerHistory(at(FIRST.minusDays(400)), tier, last, days);
  }

  private static long at(LocalDate day) {
    return day.toEpochDay() * Seasons.DAY_MICROS;
  }
}

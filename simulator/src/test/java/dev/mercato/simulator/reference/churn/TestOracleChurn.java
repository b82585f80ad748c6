package dev.mercato.simulator.reference.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.reference.churn.LittleWorld.Customer;
import dev.mercato.simulator.users.LoyaltyTier;
import dev.mercato.simulator.users.Priors;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestOracleChurn {

  private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);
  private static final ObservationWindow WINDOW =
      new ObservationWindow(FIRST, LocalDate.of(2025, 10, 1), 90);
  private static final DayFactors DAYS =
      DayFactors.of(Seasons.between(FIRST, LocalDate.of(2025, 12, 31)), WINDOW);

  @Test
  void buyingWithinTheHorizonIsTheIntegralOverTheTimeOfDeath() {
    for (double mu : new double[] {1e-4, 0.01, 0.3}) {
      for (double lambda : new double[] {0.01, 0.4, 5}) {
        CustomerRates rates = new CustomerRates(lambda, mu, 0.08);
        assertThat(Purchasing.withinHorizon(DAYS, rates))
            .isCloseTo(integrated(rates), within(1e-6));
      }
    }
  }

  @Test
  void itSaysHowOftenCustomersOfOneKindChurn() {
    int count = 30_000;
    for (CustomerRates rates :
        List.of(new CustomerRates(0.2, 0.004, 0.1), new CustomerRates(0.05, 0.001, 0.6))) {
      LittleWorld world = new LittleWorld(DAYS, WINDOW, Priors.SHOP, 7);
      OracleChurn oracle = new OracleChurn(DAYS);
      double churn = 0;
      double alive = 0;
      double churned = 0;
      double living = 0;
      for (int i = 0; i < count; i++) {
        Customer customer = world.customer(rates, -50);
        ChurnEstimate estimate = oracle.estimate(rates, customer.history());
        churn += estimate.churn() / count;
        alive += estimate.alive() / count;
        churned += customer.churned() ? 1.0 / count : 0;
        living += customer.aliveAtCut() ? 1.0 / count : 0;
      }
      assertThat(churned).isCloseTo(churn, within(5 * 0.5 / Math.sqrt(count)));
      assertThat(living).isCloseTo(alive, within(5 * 0.5 / Math.sqrt(count)));
    }
  }

  @Test
  void whoNeverVisitsAlwaysChurnsAndLivesOnUnseen() {
    CustomerHistory history =
        CustomerHistory.withoutVisits(at(FIRST.minusDays(100)), LoyaltyTier.BRONZE);
    ChurnEstimate estimate =
        new OracleChurn(DAYS).estimate(new CustomerRates(0, 0.01, 0.1), history);
    assertThat(estimate.churn()).isEqualTo(1);
    assertThat(estimate.alive()).isCloseTo(Math.exp(-0.01 * (100 + 214)), within(1e-9));
  }

  private static long at(LocalDate day) {
    return day.toEpochDay() * Seasons.DAY_MICROS;
  }

  /**
   * 1 - E exp(-lambda Q(lifetime)), Q the integral of season times conversion, by the midpoint
   * rule.
   */
  private static double integrated(CustomerRates rates) {
    int steps = 400;
    double none = 0;
    double bought = 0;
    int horizon = DAYS.end() - DAYS.cut();
    for (int i = 0; i < horizon * steps; i++) {
      int day = DAYS.cut() + i / steps;
      double rate = Purchasing.rate(DAYS, day, rates.visitRate(), rates.conversion());
      double half = rate / steps / 2;
      bought += half;
      double dying =
          Math.exp(-rates.dropoutRate() * i / steps) * -Math.expm1(-rates.dropoutRate() / steps);
      none += dying * Math.exp(-bought);
      bought += half;
    }
    return 1 - none - Math.exp(-rates.dropoutRate() * horizon - bought);
  }
}

package dev.mercato.simulator.reference.churn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.reference.churn.LittleWorld.Customer;
import dev.mercato.simulator.users.Priors;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Both references are true, and nothing beats them: in a world of the model alone, and in the shop
 * itself.
 */
class TestChurnReferences {

  private static final ObservationWindow WINDOW =
      new ObservationWindow(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 9, 1), 90);
  private static final Seasons SEASONS =
      Seasons.between(LocalDate.of(2023, 1, 1), LocalDate.of(2025, 12, 31));
  private static final DayFactors DAYS = DayFactors.of(SEASONS, WINDOW);
  private static final OracleChurn ORACLE = OracleChurn.of(SEASONS, WINDOW);
  private static final AttainableChurn ATTAINABLE =
      AttainableChurn.of(Priors.SHOP, SEASONS, WINDOW);
  private static final int GROUPS = 20;

  /**
   * Nothing (the base rate); the last visit; purchases; visits; P(alive) alone; and recency with
   * the number of purchases, which is all that a model of orders would see.
   */
  private static final List<ToDoubleFunction<Customer>> RULES =
      List.of(
          customer -> 0,
          customer -> customer.history().lastSeenAt(),
          customer -> customer.history().purchases(),
          customer -> customer.history().visits(),
          customer -> ATTAINABLE.estimate(customer.history()).alive(),
          customer -> 8.0 * sincePurchase(customer) + Math.min(7, customer.history().purchases()));

  @Test
  void inTheLittleWorldProbabilitiesAreTrueForEverySeed() {
    double oracle = 0;
    double attainable = 0;
    int seeds = 4;
    for (int seed = 0; seed < seeds; seed++) {
      List<Customer> customers =
          new LittleWorld(DAYS, WINDOW, Priors.SHOP, seed).customers(8_000, 900);
      oracle += forecasts(customers, TestChurnReferences::oracle).reliability(GROUPS);
      attainable += forecasts(customers, TestChurnReferences::attainable).reliability(GROUPS);
    }
    assertThat(oracle).isLessThan(bound(seeds * GROUPS));
    assertThat(attainable).isLessThan(bound(seeds * GROUPS));
  }

  @Test
  void inTheLittleWorldAHistoryWithoutVisitsIsReadRight() {
    List<Customer> customers =
        new LittleWorld(DAYS, WINDOW, Priors.SHOP, 99)
            .customers(40_000, 900).stream()
                .filter(customer -> customer.history().days().isEmpty())
                .toList();
    assertThat(customers).hasSizeGreaterThan(5_000);
    assertThat(forecasts(customers, TestChurnReferences::attainable).reliability(GROUPS))
        .isLessThan(bound(GROUPS));
    boolean[] alive = new boolean[customers.size()];
    double[] probabilities = new double[alive.length];
    for (int i = 0; i < alive.length; i++) {
      alive[i] = customers.get(i).aliveAtCut();
      probabilities[i] = ATTAINABLE.estimate(customers.get(i).history()).alive();
    }
    assertThat(new Forecasts(probabilities, alive).reliability(GROUPS)).isLessThan(bound(GROUPS));
  }

  @Test
  void inTheShopProbabilitiesAreTrueAndNoRuleBeatsThem() {
    double oracle = 0;
    double attainable = 0;
    int seeds = 2;
    for (int seed = 1; seed <= seeds; seed++) {
      Shop shop = Shop.of(ShopSpec.DEFAULT.withUsers(24_000).withSeed(seed));
      List<Customer> users = new ShopCustomers(shop, WINDOW).all();
      List<Customer> learnt = buyers(users.subList(0, users.size() / 2));
      List<Customer> tested = buyers(users.subList(users.size() / 2, users.size()));
      Forecasts best = forecasts(tested, TestChurnReferences::oracle);
      Forecasts reachable = forecasts(tested, TestChurnReferences::attainable);
      oracle += best.reliability(GROUPS);
      attainable += reachable.reliability(GROUPS);
      assertThat(best.advantageOver(reachable)).isGreaterThan(4);
      for (ToDoubleFunction<Customer> evidence : RULES) {
        BinnedRule rule = BinnedRule.learn(learnt, evidence);
        assertThat(reachable.advantageOver(forecasts(tested, rule::churn))).isGreaterThan(4);
      }
    }
    assertThat(oracle).isLessThan(bound(seeds * GROUPS));
    assertThat(attainable).isLessThan(bound(seeds * GROUPS));
  }

  /** In steps of 20 days. */
  private static long sincePurchase(Customer customer) {
    List<VisitDay> days = customer.history().days();
    long last =
        days.stream()
            .filter(day -> day.purchases() > 0)
            .mapToLong(VisitDay::epochDay)
            .max()
            .orElse(0);
    return (WINDOW.cut().toEpochDay() - last) / 20;
  }

  private static List<Customer> buyers(List<Customer> customers) {
    return customers.stream().filter(customer -> customer.history().purchases() > 0).toList();
  }

  private static double oracle(Customer customer) {
    return ORACLE.estimate(customer.rates(), customer.history()).churn();
  }

  private static double attainable(Customer customer) {
    return ATTAINABLE.estimate(customer.history()).churn();
  }

  private static Forecasts forecasts(
      List<Customer> customers, ToDoubleFunction<Customer> forecast) {
    double[] probabilities = customers.stream().mapToDouble(forecast).toArray();
    boolean[] outcomes = new boolean[probabilities.length];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = customers.get(i).churned();
    }
    return new Forecasts(probabilities, outcomes);
  }

  /** Four standard deviations above the mean of a chi-square variable. */
  private static double bound(int degrees) {
    return degrees + 4 * Math.sqrt(2.0 * degrees);
  }
}

package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.users.BetaPrior;
import dev.mercato.simulator.users.GammaPrior;
import dev.mercato.simulator.users.LoyaltyTier;
import dev.mercato.simulator.users.Priors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The model of the references and nothing else, simulated in the plainest way: exponential waiting
 * times, one after another. Shares no code with the shop's own walk.
 */
final class LittleWorld {

  /** A customer, and what became of it. */
  record Customer(
      CustomerRates rates, CustomerHistory history, boolean aliveAtCut, boolean churned) {}

  private final DayFactors days;
  private final ObservationWindow window;
  private final Priors priors;
  private final Random random;

  LittleWorld(DayFactors days, ObservationWindow window, Priors priors, long seed) {
    this.days = days;
    this.window = window;
    this.priors = priors;
    this.random = new Random(seed);
  }

  /**
   * Customers who signed up evenly between so many days before the first observed day and the cut.
   */
  List<Customer> customers(int count, int daysBefore) {
    List<Customer> result = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double signup = -daysBefore + random.nextDouble() * (daysBefore + days.cut() - 0.01);
      result.add(customer(draw(), signup));
    }
    return result;
  }

  CustomerRates draw() {
    return new CustomerRates(
        gamma(priors.visitRate()), gamma(priors.dropoutRate()), beta(priors.conversion()));
  }

  /** A customer of given rates, from a sign-up in days since the first observed one. */
  Customer customer(CustomerRates rates, double signup) {
    double end = signup + exponential() / rates.dropoutRate();
    List<VisitDay> seen = new ArrayList<>();
    double last = signup;
    boolean buysLater = false;
    for (int day = Math.max(0, (int) Math.floor(signup)); day < days.end() && day < end; day++) {
      double rate = rates.visitRate() * days.season(day);
      double bought = Priors.purchaseProbability(rates.conversion(), days.conversion(day));
      int visits = 0;
      int purchases = 0;
      double latest = Math.max(day, signup);
      for (double t = latest + exponential() / rate;
          t < Math.min(day + 1, end);
          t += exponential() / rate) {
        visits++;
        latest = t;
        purchases += random.nextDouble() < bought ? 1 : 0;
      }
      if (day >= days.cut()) {
        buysLater |= purchases > 0;
      } else if (visits > 0) {
        seen.add(new VisitDay(window.firstDay().toEpochDay() + day, visits, purchases));
        last = latest;
      }
    }
    CustomerHistory history = new CustomerHistory(micros(signup), tier(rates), micros(last), seen);
    return new Customer(rates, history, end > days.cut(), !buysLater);
  }

  private long micros(double position) {
    return window.firstDay().toEpochDay() * Seasons.DAY_MICROS
        + (long) Math.floor(position * Seasons.DAY_MICROS);
  }

  private LoyaltyTier tier(CustomerRates rates) {
    double u = random.nextDouble();
    for (LoyaltyTier tier : LoyaltyTier.values()) {
      u -= priors.tier().probability(tier, rates.visitRate(), rates.dropoutRate());
      if (u < 0) {
        return tier;
      }
    }
    return LoyaltyTier.PLATINUM;
  }

  private double exponential() {
    return -Math.log(1 - random.nextDouble());
  }

  private double gamma(GammaPrior prior) {
    return gamma(prior.shape()) / prior.rate();
  }

  private double beta(BetaPrior prior) {
    double a = gamma(prior.a());
    return a / (a + gamma(prior.b()));
  }

  /**
   * Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3), 2000.
   */
  private double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    while (true) {
      double x = random.nextGaussian();
      double root = 1 + x / Math.sqrt(9 * d);
      double v = root * root * root;
      if (v > 0 && exponential() > d * v - d - d * Math.log(v) - x * x / 2) {
        return d * v;
      }
    }
  }
}

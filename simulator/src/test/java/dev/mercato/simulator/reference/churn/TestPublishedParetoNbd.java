package dev.mercato.simulator.reference.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.users.BetaPrior;
import dev.mercato.simulator.users.GammaPrior;
import dev.mercato.simulator.users.LoyaltyTier;
import dev.mercato.simulator.users.Priors;
import dev.mercato.simulator.users.TierModel;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Without season and tier, and observed from sign-up, the model is the Pareto/NBD model of the
 * literature. A day stands for whatever unit of time the source uses.
 */
class TestPublishedParetoNbd {

  private static final LocalDate START = LocalDate.of(2025, 1, 1);

  /** Of CDNOW, in weeks, as the R package BTYD estimates and prints them: r, alpha, s, beta. */
  private static final double[] CDNOW = {0.5534, 10.5802, 0.6060, 11.6562};

  /** A step so small that only rounding is left. */
  private static final double FINE = 0.35;

  @Test
  void agreesWithTheProbabilitiesPublishedForCdnow() {
    assertThat(alive(CDNOW, 0, 0, 39, FINE)).isCloseTo(0.2941633, within(1e-4));
    assertThat(alive(CDNOW, 26, 30.86, 31, FINE)).isCloseTo(0.9979, within(5e-5));
  }

  @Test
  void agreesWithTheHypergeometricFormulaForAnyParameters() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      double[] parameters = {
        0.4 + 3 * random.nextDouble(),
        5 + 15 * random.nextDouble(),
        0.4 + 2 * random.nextDouble(),
        5 + 15 * random.nextDouble()
      };
      int observed = 10 + random.nextInt(60);
      int visits = random.nextInt(40);
      double last = visits == 0 ? 0 : observed * random.nextDouble();
      double published = published(parameters, visits, last, observed);
      assertThat(alive(parameters, visits, last, observed, FINE))
          .as("seed %d", seed)
          .isCloseTo(published, within(1e-6));
      assertThat(alive(parameters, visits, last, observed, AttainableChurn.STEP))
          .as("seed %d", seed)
          .isCloseTo(published, within(2e-4));
    }
  }

  private static double alive(
      double[] parameters, int visits, double last, int observed, double step) {
    Priors priors =
        new Priors(
            new GammaPrior(parameters[0], parameters[1]),
            new GammaPrior(parameters[2], parameters[3]),
            new BetaPrior(2, 20),
            1,
            new TierModel(1, 1));
    ObservationWindow window = new ObservationWindow(START, START.plusDays(observed), 10);
    DayFactors days = new DayFactors(window, day -> 1, day -> 1);
    AttainableChurn reference = new AttainableChurn(days, priors, (tier, lambda, mu) -> 1, step);
    long start = START.toEpochDay() * Seasons.DAY_MICROS;
    List<VisitDay> visited =
        visits == 0
            ? List.of()
            : List.of(new VisitDay(START.toEpochDay() + (long) last, visits, 0));
    return reference
        .estimate(
            new CustomerHistory(
                start, LoyaltyTier.BRONZE, start + (long) (last * Seasons.DAY_MICROS), visited))
        .alive();
  }

  /**
   * Fader and Hardie, "A note on deriving the Pareto/NBD model and related expressions", 2005,
   * section 4.
   */
  private static double published(double[] parameters, int x, double last, double observed) {
    double r = parameters[0];
    double alpha = parameters[1];
    double s = parameters[2];
    double beta = parameters[3];
    double more = Math.max(alpha, beta);
    double second = alpha >= beta ? s + 1 : r + x;
    double order = r + s + x;
    double difference = Math.abs(alpha - beta);
    double atLast =
        hypergeometric(order, second, order + 1, difference / (more + last))
            * Math.pow((more + observed) / (more + last), order);
    double atEnd = hypergeometric(order, second, order + 1, difference / (more + observed));
    double scale =
        Math.exp(
            (r + x) * Math.log((alpha + observed) / (more + observed))
                + s * Math.log((beta + observed) / (more + observed)));
    return 1 / (1 + s / order * scale * (atLast - atEnd));
  }

  private static double hypergeometric(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    for (int j = 0; j < 10_000 && term > 1e-16 * sum; j++) {
      term *= (a + j) * (b + j) / ((c + j) * (j + 1)) * z;
      sum += term;
    }
    return sum;
  }
}

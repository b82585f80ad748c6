package dev.mercato.simulator.reference.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TestSilence {

  private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  private static final int STEPS = 40_000;

  @Test
  void theRecursionOverDaysIsTheIntegralOverTheTimeOfDeath() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      DayFactors days = randomSeason(random, 1 + random.nextInt(60));
      double from = random.nextDouble() * days.cut();
      double lambda = Math.exp(-5 + 6 * random.nextDouble());
      double mu = Math.exp(-9 + 7 * random.nextDouble());
      assertThat(Silence.from(from, days, lambda, mu))
          .as("seed %d", seed)
          .isCloseTo(integrated(from, days, lambda, mu), within(1e-6));
    }
  }

  @Test
  void beforeTheFirstObservedDayOnlyDeathCounts() {
    DayFactors days = randomSeason(new Random(1), 20);
    double later = Silence.from(0, days, 0.3, 0.01);
    assertThat(Silence.from(-100, days, 0.3, 0.01))
        .isCloseTo(Math.exp(-1) * later + 1 - Math.exp(-1), within(1e-14));
  }

  @Test
  void inAConstantSeasonItIsTheClosedForm() {
    ObservationWindow window = new ObservationWindow(FIRST, FIRST.plusDays(300), 90);
    DayFactors days = new DayFactors(window, day -> 1, day -> 1);
    for (double lambda : new double[] {1e-9, 0.01, 0.5, 20}) {
      for (double mu : new double[] {1e-9, 1e-4, 0.1}) {
        double hazard = lambda + mu;
        double seen = -Math.expm1(-hazard * 250.5);
        assertThat(Silence.from(49.5, days, lambda, mu))
            .isCloseTo(1 - seen + mu / hazard * seen, within(1e-12));
      }
    }
  }

  private static DayFactors randomSeason(Random random, int observed) {
    ObservationWindow window = new ObservationWindow(FIRST, FIRST.plusDays(observed), 10);
    return new DayFactors(window, day -> 0.3 + 2 * random.nextDouble(), day -> 1);
  }

  /** The formula as it stands in the documentation, by the midpoint rule. */
  private static double integrated(double from, DayFactors days, double lambda, double mu) {
    double length = days.cut() - from;
    double width = length / STEPS;
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      double x = from + (i + 0.5) * width;
      sum +=
          width
              * mu
              * Math.exp(-mu * (x - from) - lambda * (days.exposure(x) - days.exposure(from)));
    }
    double unseen = lambda * (days.exposure(days.cut()) - days.exposure(from));
    return sum + Math.exp(-mu * length - unseen);
  }
}

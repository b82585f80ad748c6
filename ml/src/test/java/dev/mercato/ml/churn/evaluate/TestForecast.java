package dev.mercato.ml.churn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mercato.core.settings.RetentionSettings;
import dev.mercato.ml.Interval;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TestForecast {
  private static final int[] ONCE = {1, 1, 1, 1, 1};
  private static final Forecast BY_HAND =
      new Forecast(
          new double[] {0.9, 0.2, 0.6, 0.6, 0.1}, new boolean[] {true, false, true, false, true});

  @Test
  void figuresAreThoseOfTheHand() {
    // Pairs (churner, other): 0.9 wins both, 0.6 ties one and wins one, 0.1 loses both.
    assertThat(BY_HAND.auc()).isCloseTo(3.5 / 6, within(1e-12));
    // Precision 1 at the first; 2/3 at the tied pair, with one churner; 3/5 at the last.
    assertThat(BY_HAND.averagePrecision(ONCE)).isCloseTo((1 + 2.0 / 3 + 0.6) / 3, within(1e-12));
    assertThat(BY_HAND.brier(ONCE))
        .isCloseTo((0.01 + 0.04 + 0.16 + 0.36 + 0.81) / 5, within(1e-12));
    assertThat(BY_HAND.logLoss(ONCE))
        .isCloseTo(
            -(Math.log(0.9) + Math.log(0.8) + Math.log(0.6) + Math.log(0.4) + Math.log(0.1)) / 5,
            within(1e-12));
  }

  @Test
  void trueProbabilitiesAreCalibratedAndFalseOnesAreNot() {
    Random random = new Random(7);
    int size = 40_000;
    double[] probability = new double[size];
    double[] tooHigh = new double[size];
    boolean[] churned = new boolean[size];
    for (int i = 0; i < size; i++) {
      probability[i] = random.nextDouble();
      tooHigh[i] = Math.min(1, probability[i] + 0.1);
      churned[i] = random.nextDouble() < probability[i];
    }
    Forecast forecast = new Forecast(probability, churned);
    Interval error = forecast.unbiasedInterval(forecast::calibrationError);
    Forecast wrong = new Forecast(tooHigh, churned);

    assertThat(error.value()).isLessThan(0.01);
    assertThat(error.value()).isBetween(error.low(), error.high());
    assertThat(wrong.interval(wrong::calibrationError).low()).isGreaterThan(0.08);
    Interval auc = forecast.interval(forecast::auc);
    assertThat(5.0 / 6).isBetween(auc.low() - 0.005, auc.high() + 0.005);
  }

  @Test
  void bandsLieWhereContactingPays() {
    RetentionValue value =
        new RetentionValue(new RetentionSettings(0.5, 8, 0.2, 0.5, 0.02, "", "", ""), 120);
    Random random = new Random(11);
    double[] probability = new double[200_000];
    boolean[] churned = new boolean[probability.length];
    for (int i = 0; i < probability.length; i++) {
      probability[i] = random.nextDouble();
      churned[i] = random.nextDouble() < probability[i];
    }

    RiskBands bands = RiskBands.choose(probability, churned, value);

    // An offer pays from 8 / (0.2 x 0.5 x 120) on, a message from 0.5 / (0.02 x 0.5 x 120).
    assertThat(bands.high()).isCloseTo(8.0 / 12, within(0.03));
    assertThat(bands.medium()).isCloseTo(0.5 / 1.2, within(0.05));
    assertThat(bands.band(bands.high())).isEqualTo("HIGH");
    assertThat(bands.band(bands.medium())).isEqualTo("MEDIUM");
    assertThat(bands.band(0)).isEqualTo("LOW");
  }

  @Test
  void whereNothingPaysEveryoneIsLeftAlone() {
    RetentionValue value =
        new RetentionValue(new RetentionSettings(0.5, 800, 0.2, 50, 0.02, "", "", ""), 120);
    RiskBands bands =
        RiskBands.choose(new double[] {0.1, 0.99, 1}, new boolean[] {false, true, true}, value);

    assertThat(bands.band(1)).isEqualTo("LOW");
  }
}

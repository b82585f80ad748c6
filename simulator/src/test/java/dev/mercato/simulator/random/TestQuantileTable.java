package dev.mercato.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestQuantileTable {

  @Test
  void exponentialQuantilesAreThoseOfTheFormula() {
    QuantileTable table = QuantileTable.of(x -> -StrictMath.expm1(-x), x -> StrictMath.exp(-x));
    for (double u = 0.0003; u < 0.999999; u += 0.000037) {
      assertThat(table.at(u)).isCloseTo(-Math.log(1 - u), within(1e-4 * -Math.log(1 - u)));
    }
    assertThat(table.at(0)).isCloseTo(0x1.0p-24, within(1e-12));
    assertThat(table.at(Math.nextDown(1.0))).isCloseTo(24 * Math.log(2), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.15, 0.5, 1, 1.5, 4, 30})
  void drawsHaveTheDistributionOfTheTable(double shape) {
    QuantileTable table =
        QuantileTable.of(
            x -> SpecialFunctions.gammaCdf(shape, x),
            x -> Math.exp((shape - 1) * Math.log(x) - x - SpecialFunctions.logGamma(shape)));
    double before = 0;
    for (double u = 1e-7; u < 1; u += 0.0000771) {
      double value = table.at(u);
      assertThat(value).isGreaterThanOrEqualTo(before);
      assertThat(SpecialFunctions.gammaCdf(shape, value)).isCloseTo(u, within(2e-5));
      before = value;
    }
  }

  @Test
  void knownValuesOfGammaAndBeta() {
    assertThat(SpecialFunctions.logGamma(0.5)).isCloseTo(0.5 * Math.log(Math.PI), within(1e-13));
    assertThat(SpecialFunctions.logGamma(11)).isCloseTo(Math.log(3_628_800), within(1e-12));
    assertThat(SpecialFunctions.gammaCdf(1, 2)).isCloseTo(1 - Math.exp(-2), within(1e-13));
    assertThat(SpecialFunctions.gammaCdf(3, 10))
        .isCloseTo(1 - Math.exp(-10) * (1 + 10 + 50), within(1e-13));
    assertThat(SpecialFunctions.gammaCdf(0.5, 0.5))
        .as("a normal variable within one standard deviation")
        .isCloseTo(0.6826894921370859, within(1e-12));
    assertThat(SpecialFunctions.betaCdf(1, 3, 0.2)).isCloseTo(1 - 0.8 * 0.8 * 0.8, within(1e-13));
    assertThat(SpecialFunctions.betaCdf(2, 2, 0.5)).isCloseTo(0.5, within(1e-13));
    assertThat(SpecialFunctions.betaCdf(0.5, 0.5, 0.25)).isCloseTo(1.0 / 3, within(1e-12));
  }
}

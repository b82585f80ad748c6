package dev.mercato.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestAliasTable {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void drawsComeByTheirWeights(long seed) {
    RandomStream stream = new RandomStream();
    stream.restart(seed);
    double[] weights = new double[2 + stream.below(60)];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % 5 == 3 ? 0 : stream.uniform() * stream.uniform();
    }
    AliasTable table = AliasTable.of(weights);
    int draws = 400_000;
    double[] counts = new double[weights.length];
    for (int i = 0; i < draws; i++) {
      counts[table.draw(stream.next())]++;
    }
    double sum = Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      double p = weights[i] / sum;
      assertThat(counts[i]).isCloseTo(draws * p, within(4.5 * Math.sqrt(draws * p * (1 - p))));
    }
  }

  @Test
  void theWeightsCanBeReadBackFromTheCells() {
    int[] values = {7, 1_000_000, 0};
    long[] cells = new long[5];
    AliasTable.fill(cells, 1, values, new double[] {1, 2, 5});
    double[] found = new double[3];
    for (int cell = 1; cell <= 3; cell++) {
      for (long low = 0; low < 1 << 24; low += 1 << 8) {
        int value = AliasTable.value(cells[cell], low);
        found[value == 7 ? 0 : value == 0 ? 2 : 1] += 1.0 / 3 / (1 << 16);
      }
    }
    assertThat(cells[0]).isZero();
    assertThat(cells[4]).isZero();
    assertThat(found).containsExactly(new double[] {0.125, 0.25, 0.625}, within(1e-4));
  }

  @Test
  void weightsWithoutASumAreRefused() {
    assertThatThrownBy(() -> AliasTable.of(0, 0)).hasMessageContaining("sum is 0");
    assertThatThrownBy(() -> AliasTable.of(1, Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void streamsOfNeighbouringKeysAreUnrelated() {
    double product = 0;
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      product += (Mix.uniform(Mix.at(99, i)) - 0.5) * (Mix.uniform(Mix.at(Mix.at(99, i), 1)) - 0.5);
      product += (Mix.uniform(Mix.at(99, i)) - 0.5) * (Mix.uniform(Mix.at(99, i + 1)) - 0.5);
    }
    assertThat(12 * product / Math.sqrt(2.0 * draws)).isBetween(-4.0, 4.0);
  }
}

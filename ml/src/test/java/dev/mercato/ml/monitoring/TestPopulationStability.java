package dev.mercato.ml.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TestPopulationStability {
  private static final int BINS = 10;
  private static final int SEEDS = 2_000;

  @Test
  void itIsTheSumByHand() {
    // (0.25 - 0.5) ln(0.25 / 0.5) + (0.75 - 0.5) ln(0.75 / 0.5)
    assertThat(
            PopulationStability.of(
                    List.of(50_000_000L, 50_000_000L), List.of(25_000_000L, 75_000_000L))
                .index())
        .isCloseTo(0.25 * Math.log(2) + 0.25 * Math.log(1.5), within(1e-6));
  }

  @Test
  void chanceAloneGivesNothingOnAverageAndItsNoiseIsKnown() {
    for (int rows : List.of(200, 1_000, 10_000)) {
      List<Double> raw = new ArrayList<>();
      double scale = 1.0 / rows + 1.0 / 5_000;
      for (int seed = 0; seed < SEEDS; seed++) {
        Random random = new Random(seed);
        PopulationStability found =
            PopulationStability.of(evenly(5_000, random), evenly(rows, random));
        raw.add(found.index());
        assertThat(found.noise()).isCloseTo(Math.sqrt(2.0 * (BINS - 1)) * scale, within(1e-12));
        assertThat(found.exceeds(0.1)).as("%d rows, seed %d", rows, seed).isFalse();
      }
      // The positive part of what varies around nothing: about 0.4 of its standard deviation
      double mean = raw.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      assertThat(mean / (Math.sqrt(2.0 * (BINS - 1)) * scale)).isBetween(0.3, 0.5);
    }
  }

  @Test
  void binsThatNeitherSideUsesChangeNothing() {
    assertThat(PopulationStability.of(List.of(10L, 0L, 20L), List.of(30L, 0L, 5L)))
        .isEqualTo(PopulationStability.of(List.of(10L, 20L), List.of(30L, 5L)));
  }

  @Test
  void aBinThatOnlyOneSideUsesIsFiniteAndLoud() {
    PopulationStability found = PopulationStability.of(List.of(1_000L, 0L), List.of(0L, 1_000L));
    assertThat(found.index()).isFinite().isGreaterThan(5);
  }

  @Test
  void nothingCannotBeCompared() {
    assertThatThrownBy(() -> PopulationStability.of(List.of(1L), List.of(0L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows in both");
    assertThatThrownBy(() -> PopulationStability.of(List.of(1L), List.of(1L, 1L)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Long> evenly(int rows, Random random) {
    List<Long> counts = new ArrayList<>(Collections.nCopies(BINS, 0L));
    for (int row = 0; row < rows; row++) {
      int bin = random.nextInt(BINS);
      counts.set(bin, counts.get(bin) + 1);
    }
    return counts;
  }
}

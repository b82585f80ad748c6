package dev.mercato.simulator.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mercato.simulator.random.RandomStream;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestCatalogue {

  private static final LocalDate OPENED = LocalDate.of(2023, 1, 1);
  private static final LocalDate HORIZON = LocalDate.of(2025, 12, 31);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void productsAreWithinTheirBounds(long seed) {
    Catalogue catalogue = Catalogue.of(seed, 2_000, OPENED, HORIZON);
    Set<Category> categories = new HashSet<>();
    for (int product = 1; product <= catalogue.size(); product++) {
      ProductRow row = catalogue.row(product);
      categories.add(row.category());
      assertThat(row.priceCents()).isBetween(10_00L, 2_000_00L);
      assertThat(row.costCents()).isPositive().isLessThan(row.priceCents());
      assertThat(row.rating()).isBetween(2.0, 5.0);
      assertThat(row.name()).startsWith(row.brand());
      assertThat(row.launchedOn()).isLessThanOrEqualTo(HORIZON.toEpochDay());
    }
    assertThat(categories).containsExactlyInAnyOrder(Category.values());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyClusterHasAChoiceInEveryMonthEvenInTheSmallestCatalogue(long seed) {
    Catalogue catalogue = Catalogue.of(seed, 100, OPENED, HORIZON);
    for (YearMonth month = YearMonth.from(OPENED);
        !month.isAfter(YearMonth.from(HORIZON));
        month = month.plusMonths(1)) {
      for (int k = 0; k < Clusters.COUNT; k++) {
        double[] p = catalogue.choice(month).probabilities(k);
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(p).filter(x -> x > 0)).hasSizeGreaterThanOrEqualTo(2);
      }
    }
  }

  @Test
  void aMonthsChoiceFollowsFromTheTruthTheLaunchesAndTheSeason() {
    Catalogue catalogue = Catalogue.of(9, 500, OPENED, HORIZON);
    for (YearMonth month : new YearMonth[] {YearMonth.of(2023, 1), YearMonth.of(2025, 5)}) {
      for (int k = 0; k < Clusters.COUNT; k++) {
        double[] expected = new double[catalogue.size()];
        for (int product = 1; product <= catalogue.size(); product++) {
          if (catalogue.launchedOn(product) < month.atDay(1).toEpochDay()) {
            expected[product - 1] =
                catalogue.truth(product).clusterProbabilities().get(k)
                    * catalogue.category(product).seasonFactor(month.getMonth());
          }
        }
        double sum = Arrays.stream(expected).sum();
        double[] found = catalogue.choice(month).probabilities(k);
        for (int i = 0; i < found.length; i++) {
          assertThat(found[i]).isCloseTo(expected[i] / sum, within(1e-7));
        }
      }
    }
  }

  @Test
  void drawsFollowTheProbabilities() {
    Catalogue catalogue = Catalogue.of(10, 400, OPENED, HORIZON);
    ProductChoice choice = catalogue.choice(YearMonth.of(2024, 12));
    RandomStream stream = new RandomStream();
    stream.restart(4711);
    int draws = 300_000;
    for (int k = 0; k < Clusters.COUNT; k++) {
      double[] p = choice.probabilities(k);
      double[] counts = new double[p.length];
      for (int i = 0; i < draws; i++) {
        counts[choice.draw(k, stream.next()) - 1]++;
      }
      for (int i = 0; i < p.length; i++) {
        double scatter = Math.sqrt(draws * p[i] * (1 - p[i]));
        assertThat(counts[i]).isCloseTo(draws * p[i], within(5 * scatter));
      }
    }
  }

  @Test
  void popularityIsLikeZipf() {
    Catalogue catalogue = Catalogue.of(11, 10_000, OPENED, HORIZON);
    double[] p = catalogue.choice(YearMonth.of(2025, 6)).probabilities(0);
    double[] sorted = Arrays.stream(p).filter(x -> x > 0).sorted().toArray();
    double topTenth =
        Arrays.stream(sorted, sorted.length - sorted.length / 10, sorted.length).sum();
    assertThat(topTenth).isBetween(0.5, 0.85);
  }

  @Test
  void toysSellBeforeChristmasAndGardensInSpring() {
    Catalogue catalogue = Catalogue.of(12, 4_000, OPENED, HORIZON);
    assertThat(share(catalogue, Category.TOYS, 12))
        .isGreaterThan(1.3 * share(catalogue, Category.TOYS, 5));
    assertThat(share(catalogue, Category.GARDEN, 5))
        .isGreaterThan(1.3 * share(catalogue, Category.GARDEN, 12));
  }

  private static double share(Catalogue catalogue, Category category, int month) {
    double[] even = new double[Clusters.COUNT];
    Arrays.fill(even, 1.0 / Clusters.COUNT);
    double[] p = catalogue.choice(YearMonth.of(2025, month)).probabilities(ClusterWeights.of(even));
    double sum = 0;
    for (int product = 1; product <= catalogue.size(); product++) {
      sum += catalogue.category(product) == category ? p[product - 1] : 0;
    }
    return sum;
  }

  @Test
  void aProductThatIsNotThereIsRefused() {
    Catalogue catalogue = Catalogue.of(13, 100, OPENED, HORIZON);
    assertThatThrownBy(() -> catalogue.row(101)).hasMessageContaining("product 101");
    assertThatThrownBy(() -> catalogue.truth(0)).hasMessageContaining("product 0");
  }
}

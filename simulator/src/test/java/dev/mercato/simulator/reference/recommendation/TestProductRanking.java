package dev.mercato.simulator.reference.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.catalogue.ClusterWeights;
import dev.mercato.simulator.catalogue.Clusters;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TestProductRanking {

  private static final Shop SHOP = Shop.of(ShopSpec.DEFAULT.withUsers(10).withProducts(1_500));
  private static final LocalDate CUT = LocalDate.of(2025, 9, 15);
  private static final RecommendationWindow WINDOW = new RecommendationWindow(CUT, 60);
  private static final ProductRanking RANKING =
      ProductRanking.of(SHOP.catalogue(), SHOP.seasons(), WINDOW);

  @Test
  void theTopIsThatOfAllProductsSorted() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      ClusterWeights taste = taste(random, seed % 3 == 0 ? 0.05 : 1);
      LongPredicate leftOut = product -> product % 7 == new Random(product).nextInt(7);
      int size = random.nextInt(60);
      assertThat(RANKING.top(taste, size, leftOut))
          .as("seed %d", seed)
          .isEqualTo(sorted(taste, leftOut).subList(0, size));
    }
  }

  @Test
  void askedForMoreThanThereAreItGivesAll() {
    ClusterWeights taste = taste(new Random(1), 1);
    LongPredicate leftOut = product -> product > 40;
    assertThat(RANKING.top(taste, 100, leftOut)).isEqualTo(sorted(taste, leftOut));
    assertThat(RANKING.top(taste, 0, leftOut)).isEmpty();
  }

  @Test
  void productsOfTheDaysAskedAboutAreLeftOutAndCounted() {
    long late =
        LongStream.rangeClosed(1, SHOP.catalogue().size())
            .filter(p -> SHOP.catalogue().launchedOn((int) p) >= CUT.toEpochDay())
            .count();
    assertThat(RANKING.unlaunched()).isEqualTo((int) late).isPositive();
    ClusterWeights taste = taste(new Random(2), 1);
    assertThat(RANKING.top(taste, 1_500, product -> false))
        .allMatch(ranked -> RANKING.isRanked(ranked.productId()));
    assertThat(RANKING.isRanked(0)).isFalse();
  }

  @Test
  void probabilitiesOfAllProductsAddUpToOne() {
    ClusterWeights taste = taste(new Random(3), 1);
    double sum =
        LongStream.rangeClosed(1, 1_500).mapToDouble(p -> RANKING.probability(taste, p)).sum();
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @Test
  void withinOneMonthItIsTheMonthsOwnChoice() {
    ClusterWeights taste = taste(new Random(4), 1);
    LocalDate first = LocalDate.of(2025, 10, 1);
    ProductRanking october =
        ProductRanking.of(SHOP.catalogue(), SHOP.seasons(), new RecommendationWindow(first, 31));
    double[] month = SHOP.catalogue().choice(YearMonth.from(first)).probabilities(taste);
    for (int product = 1; product <= month.length; product++) {
      assertThat(october.probability(taste, product)).isCloseTo(month[product - 1], within(1e-12));
    }
  }

  @Test
  void questionsWithoutSenseAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RecommendationWindow(CUT, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RANKING.top(taste(new Random(5), 1), -1, product -> false))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RANKING.probability(taste(new Random(5), 1), 1_501))
        .withMessageContaining("1501");
  }

  private static List<RankedProduct> sorted(ClusterWeights taste, LongPredicate leftOut) {
    return LongStream.rangeClosed(1, SHOP.catalogue().size())
        .filter(product -> RANKING.isRanked(product) && !leftOut.test(product))
        .mapToObj(product -> new RankedProduct(product, RANKING.probability(taste, product)))
        .filter(ranked -> ranked.probability() > 0)
        .sorted(
            Comparator.comparingDouble(RankedProduct::probability)
                .reversed()
                .thenComparingLong(RankedProduct::productId))
        .toList();
  }

  /** Shares that are the more uneven the smaller the number. */
  private static ClusterWeights taste(Random random, double evenness) {
    double[] shares = new double[Clusters.COUNT];
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = Math.pow(random.nextDouble(), 1 / evenness);
      sum += shares[k];
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] /= sum;
    }
    return ClusterWeights.of(shares);
  }
}

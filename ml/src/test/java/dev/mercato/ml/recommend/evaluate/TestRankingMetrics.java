package dev.mercato.ml.recommend.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mercato.ml.recommend.rank.TopItems;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestRankingMetrics {
  @Test
  void figuresAreThoseOfTheHand() {
    // Bought 2, 5 and 9; ranked 5, 1, 2: hits on places 1 and 3.
    RankingMetrics metrics = RankingMetrics.of(new int[] {5, 1, 2}, new int[] {2, 5, 9}, 3);

    assertThat(metrics.recall()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(metrics.reciprocalRank()).isEqualTo(1);
    double log3 = Math.log(2) / Math.log(3);
    assertThat(metrics.ndcg()).isCloseTo((1 + 0.5) / (1 + log3 + 0.5), within(1e-12));
  }

  @Test
  void popularityOnAToyHasItsExpectedValue() {
    // Three products bought with 0.5, 0.3 and 0.2, one a user; the two most popular are shown.
    // Expected NDCG@2: 0.5 x 1 + 0.3 / log2(3); recall 0.8; reciprocal rank 0.5 + 0.15.
    Random random = new Random(5);
    int users = 200_000;
    double ndcg = 0;
    double recall = 0;
    double reciprocal = 0;
    for (int user = 0; user < users; user++) {
      double draw = random.nextDouble();
      int bought = draw < 0.5 ? 0 : draw < 0.8 ? 1 : 2;
      int[] shown = TopItems.of(new float[] {0.5f, 0.3f, 0.2f}, 2, item -> false);
      RankingMetrics metrics = RankingMetrics.of(shown, new int[] {bought}, 2);
      ndcg += metrics.ndcg() / users;
      recall += metrics.recall() / users;
      reciprocal += metrics.reciprocalRank() / users;
    }
    assertThat(ndcg).isCloseTo(0.5 + 0.3 * Math.log(2) / Math.log(3), within(0.004));
    assertThat(recall).isCloseTo(0.8, within(0.004));
    assertThat(reciprocal).isCloseTo(0.65, within(0.004));
  }

  @Test
  void theTopIsThatOfSorting() {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      float[] scores = new float[50];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = random.nextInt(20);
      }
      int banned = random.nextInt(50);
      int[] sorted =
          IntStream.range(0, 50)
              .filter(item -> item != banned)
              .boxed()
              .sorted(java.util.Comparator.comparingDouble((Integer item) -> -scores[item]))
              .mapToInt(Integer::intValue)
              .limit(10)
              .toArray();
      assertThat(TopItems.of(scores, 10, item -> item == banned)).isEqualTo(sorted);
    }
    assertThat(TopItems.of(new float[] {1, 2}, 10, item -> false)).containsExactly(1, 0);
  }
}

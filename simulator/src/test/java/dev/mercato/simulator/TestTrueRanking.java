package dev.mercato.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.simulator.catalogue.ClusterWeights;
import dev.mercato.simulator.catalogue.Clusters;
import dev.mercato.simulator.catalogue.ProductChoice;
import dev.mercato.simulator.users.UserTruth;
import dev.mercato.simulator.walk.ClickEvent;
import dev.mercato.simulator.walk.EventType;
import dev.mercato.simulator.walk.OrderLine;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ten products recommended to each user for December 2025: how many of those bought are among them.
 */
class TestTrueRanking {

  private static final int TOP = 10;
  private static final YearMonth DECEMBER = YearMonth.of(2025, 12);
  private static final Shop SHOP =
      Shop.of(ShopSpec.DEFAULT.withSeed(77).withUsers(15_000).withProducts(400));
  private static final ProductChoice CHOICE = SHOP.catalogue().choice(DECEMBER);
  private static final Window BEFORE =
      new Window(LocalDate.of(2025, 9, 1), LocalDate.of(2025, 11, 30));
  private static final Window AFTER = new Window(DECEMBER.atDay(1), DECEMBER.atEndOfMonth());

  private static List<OrderLine> bought = List.of();
  private static double trueHits;

  /** The scores of all products, by {@code productId - 1}, for a user. */
  private interface Ranking {
    double[] scores(UserTruth truth);
  }

  @BeforeAll
  static void recommendByTheTruth() {
    bought = Rows.lines(SHOP, AFTER);
    trueHits = hits(truth -> CHOICE.probabilities(truth.taste()));
  }

  @Test
  void theTrueRankingHitsAsOftenAsItsProbabilitiesPromise() {
    double expected = 0;
    for (OrderLine line : bought) {
      double[] p = CHOICE.probabilities(SHOP.population().truth(line.userId()).taste());
      Arrays.sort(p);
      expected += Arrays.stream(p, p.length - TOP, p.length).sum();
    }
    // A little less: the lines of one order are different products, so likely ones make room for
    // others.
    assertThat(trueHits).isBetween(0.9 * expected, expected + 3 * Math.sqrt(expected));
  }

  @Test
  void itBeatsWhatIsPopular() {
    double[] popular = new double[SHOP.catalogue().size()];
    Rows.lines(SHOP, BEFORE).forEach(line -> popular[(int) line.productId() - 1]++);
    assertThat(hits(truth -> popular)).isLessThan(0.6 * trueHits);
  }

  @Test
  void itBeatsWhatTheUserLookedAtAndWhatIsPopular() {
    int size = SHOP.catalogue().size();
    Map<Long, double[]> looked = new LinkedHashMap<>();
    double[] popular = new double[size];
    for (ClickEvent event : Rows.clicks(SHOP, BEFORE)) {
      if (event.eventType() == EventType.PRODUCT_VIEW) {
        looked
            .computeIfAbsent(event.userId(), user -> new double[size])[
            (int) event.productId() - 1]++;
        popular[(int) event.productId() - 1] += 1e-6;
      }
    }
    assertThat(
            hits(
                truth -> {
                  double[] own = looked.getOrDefault(truth.userId(), new double[size]);
                  return IntStream.range(0, size).mapToDouble(i -> own[i] + popular[i]).toArray();
                }))
        .isLessThan(0.9 * trueHits);
  }

  @Test
  void itBeatsTheUsersFavouriteClusterAlone() {
    assertThat(hits(truth -> CHOICE.probabilities(favourite(truth)))).isLessThan(trueHits);
  }

  @Test
  void itBeatsTheTruthOfAnotherMonth() {
    ProductChoice may = SHOP.catalogue().choice(YearMonth.of(2025, 5));
    assertThat(hits(truth -> may.probabilities(truth.taste()))).isLessThan(trueHits);
  }

  @Test
  void itBeatsABlurredTaste() {
    assertThat(hits(truth -> CHOICE.probabilities(blurred(truth.taste())))).isLessThan(trueHits);
  }

  private static int favourite(UserTruth truth) {
    return IntStream.range(0, Clusters.COUNT)
        .reduce(0, (a, b) -> truth.taste().get(b) > truth.taste().get(a) ? b : a);
  }

  private static ClusterWeights blurred(ClusterWeights taste) {
    double[] shares = taste.toArray();
    for (int k = 0; k < shares.length; k++) {
      shares[k] = 0.3 * shares[k] + 0.7 / shares.length;
    }
    return ClusterWeights.of(shares);
  }

  private static double hits(Ranking ranking) {
    Map<Long, double[]> recommended = new LinkedHashMap<>();
    double hits = 0;
    for (OrderLine line : bought) {
      double[] top =
          recommended.computeIfAbsent(
              line.userId(), user -> topTen(ranking.scores(SHOP.population().truth(user))));
      hits += Arrays.stream(top).anyMatch(product -> product == line.productId()) ? 1 : 0;
    }
    return hits;
  }

  /** The products with the highest scores; of equal ones the lower id. */
  private static double[] topTen(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted((a, b) -> Double.compare(scores[b], scores[a]))
        .limit(TOP)
        .mapToDouble(i -> i + 1)
        .toArray();
  }
}

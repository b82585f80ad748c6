package dev.mercato.simulator.reference.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.catalogue.Category;
import dev.mercato.simulator.catalogue.ClusterWeights;
import dev.mercato.simulator.users.Priors;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TestRecommendationReferences {

  private static final int SIZE = 10;
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  private static final RecommendationWindow WINDOW =
      new RecommendationWindow(LocalDate.of(2025, 9, 1), 90);
  private static final Shop SHOP = Shop.of(ShopSpec.DEFAULT.withUsers(8_000).withProducts(2_000));
  private static final ProductRanking RANKING =
      ProductRanking.of(SHOP.catalogue(), SHOP.seasons(), WINDOW);
  private static final TasteInference INFERENCE = TasteInference.of(SHOP.catalogue(), Priors.SHOP);
  private static final List<ShopUsers.History> USERS =
      List.copyOf(new ShopUsers(SHOP, FIRST, WINDOW).all().values());
  private static final List<ShopUsers.History> TESTED =
      USERS.stream().filter(user -> user.buysLater.stream().anyMatch(RANKING::isRanked)).toList();
  private static final List<Long> POPULAR = popular();

  private static final List<Function<ShopUsers.History, List<Long>>> RIVALS =
      List.of(
          user -> POPULAR.subList(0, SIZE),
          TestRecommendationReferences::ownViews,
          TestRecommendationReferences::popularInOwnCategories);

  @Test
  void nothingTriedBeatsTheReferencesAndTheOracleBeatsTheAttainable() {
    List<Scores> oracle = scores(user -> top(user.taste));
    List<Scores> attainable = scores(user -> top(INFERENCE.posteriorMean(user.views())));
    assertAhead(oracle, attainable);
    for (Function<ShopUsers.History, List<Long>> rival : RIVALS) {
      assertAhead(attainable, scores(rival));
    }
  }

  @Test
  void theProbabilitiesOfTheTopAreTheSharesThatAreBought() {
    assertTrue(user -> user.taste);
    assertTrue(user -> INFERENCE.posteriorMean(user.views()));
  }

  /** What a list is worth to a user. */
  private record Scores(double hits, double ndcg) {}

  private static List<Scores> scores(Function<ShopUsers.History, List<Long>> rule) {
    return TESTED.stream().map(user -> score(rule.apply(user), user)).toList();
  }

  private static Scores score(List<Long> list, ShopUsers.History user) {
    Set<Long> relevant = new HashSet<>(user.buysLater);
    relevant.removeIf(product -> !RANKING.isRanked(product));
    double hits = 0;
    double gain = 0;
    double ideal = 0;
    for (int i = 0; i < SIZE; i++) {
      double discounted = Math.log(2) / Math.log(i + 2);
      if (relevant.contains(list.get(i))) {
        hits++;
        gain += discounted;
      }
      ideal += i < relevant.size() ? discounted : 0;
    }
    return new Scores(hits, gain / ideal);
  }

  private static void assertAhead(List<Scores> better, List<Scores> worse) {
    assertThat(advantage(better, worse, Scores::hits)).isGreaterThan(3);
    assertThat(advantage(better, worse, Scores::ndcg)).isGreaterThan(3);
  }

  /** The mean difference in standard errors. */
  private static double advantage(
      List<Scores> better, List<Scores> worse, Function<Scores, Double> measure) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < better.size(); i++) {
      double gain = measure.apply(better.get(i)) - measure.apply(worse.get(i));
      sum += gain;
      squares += gain * gain;
    }
    return sum / Math.sqrt(squares - sum * sum / better.size());
  }

  /** Over all users, the lines bought later among the top are as many as the probabilities say. */
  private static void assertTrue(Function<ShopUsers.History, ClusterWeights> taste) {
    double expected = 0;
    double variance = 0;
    double found = 0;
    for (ShopUsers.History user : TESTED) {
      List<RankedProduct> top = RANKING.top(taste.apply(user), SIZE, product -> false);
      double share = top.stream().mapToDouble(RankedProduct::probability).sum();
      Set<Long> list = new HashSet<>(ids(top));
      double orders = user.buysLater.size();
      expected += orders * share;
      // Lines of one order differ, which makes them less than independent; a taste is shared by all
      // of a user's.
      variance += orders * orders * share * (1 - share);
      found += user.buysLater.stream().filter(list::contains).count();
    }
    assertThat((found - expected) / Math.sqrt(variance)).isBetween(-4.0, 4.0);
    assertThat(found / expected).isBetween(0.93, 1.07);
  }

  private static List<Long> top(ClusterWeights taste) {
    return ids(RANKING.top(taste, SIZE, product -> false));
  }

  private static List<Long> ids(List<RankedProduct> ranked) {
    return ranked.stream().map(RankedProduct::productId).toList();
  }

  /** Launched products by how many lines were bought before the cut. */
  private static List<Long> popular() {
    Map<Long, Integer> sold = new HashMap<>();
    USERS.forEach(user -> user.bought.forEach(product -> sold.merge(product, 1, Integer::sum)));
    return LongStream.rangeClosed(1, SHOP.catalogue().size())
        .filter(RANKING::isRanked)
        .boxed()
        .sorted(Comparator.comparing((Long product) -> -sold.getOrDefault(product, 0)))
        .toList();
  }

  private static List<Long> ownViews(ShopUsers.History user) {
    Map<Long, Integer> views = new HashMap<>();
    user.views().forEach(view -> views.merge(view.productId(), view.views(), Integer::sum));
    List<Long> own = new ArrayList<>(views.keySet());
    own.sort(Comparator.comparing((Long product) -> -views.get(product)));
    return filledUp(own);
  }

  /** Each category gets the share of the list that it has of the user's views. */
  private static List<Long> popularInOwnCategories(ShopUsers.History user) {
    Map<Category, Double> views = new HashMap<>();
    double all = 0;
    for (ProductViews view : user.views()) {
      views.merge(category(view.productId()), (double) view.views(), Double::sum);
      all += view.views();
    }
    List<Long> list = new ArrayList<>();
    for (Map.Entry<Category, Double> entry : views.entrySet()) {
      long places = Math.round(SIZE * entry.getValue() / all);
      POPULAR.stream()
          .filter(product -> category(product) == entry.getKey())
          .limit(places)
          .forEach(list::add);
    }
    return filledUp(list);
  }

  private static Category category(long product) {
    return SHOP.catalogue().category((int) product);
  }

  private static List<Long> filledUp(List<Long> list) {
    Set<Long> filled = new LinkedHashSet<>(list);
    filled.addAll(POPULAR.subList(0, 2 * SIZE));
    return filled.stream().limit(SIZE).toList();
  }
}

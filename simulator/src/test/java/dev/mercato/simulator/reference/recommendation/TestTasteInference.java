package dev.mercato.simulator.reference.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.catalogue.Clusters;
import dev.mercato.simulator.users.Priors;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TestTasteInference {

  private static final Shop SHOP = Shop.of(ShopSpec.DEFAULT.withUsers(250).withProducts(3_000));
  private static final TasteInference INFERENCE = TasteInference.of(SHOP.catalogue(), Priors.SHOP);
  private static final RecommendationWindow WINDOW =
      new RecommendationWindow(LocalDate.of(2025, 9, 1), 30);

  @Test
  void withoutViewsEveryClusterIsAsLikely() {
    assertThat(INFERENCE.posteriorMean(List.of()).toArray()).containsOnly(1.0 / Clusters.COUNT);
  }

  @Test
  void itIsNearlyTheExactPosteriorMean() {
    List<ShopUsers.History> users = users();
    GibbsSampler exact = new GibbsSampler(Priors.SHOP.tasteConcentration(), 2_000);
    Random random = new Random(5);
    double off = 0;
    for (ShopUsers.History user : users) {
      double[] mean = INFERENCE.posteriorMean(user.views()).toArray();
      double distance = distance(mean, exact.posteriorMean(draws(user.views()), random));
      assertThat(distance).isLessThan(0.35);
      off += distance / users.size();
    }
    assertThat(users).hasSizeGreaterThan(60);
    assertThat(off).isLessThan(0.04);
  }

  @Test
  void sharesAddUpToOneAndTheOrderOfViewsDoesNotMatter() {
    for (ShopUsers.History user : users()) {
      List<ProductViews> views = new ArrayList<>(user.views());
      double[] mean = INFERENCE.posteriorMean(views).toArray();
      double sum = 0;
      for (double share : mean) {
        assertThat(share).isPositive();
        sum += share;
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
      Collections.shuffle(views, new Random(9));
      assertThat(INFERENCE.posteriorMean(views).toArray()).isEqualTo(mean);
    }
  }

  @Test
  void aThousandViewsTellTheTaste() {
    Random random = new Random(4);
    YearMonth month = YearMonth.of(2025, 3);
    double[] product = SHOP.catalogue().choice(month).probabilities(3);
    List<ProductViews> views = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      double rest = random.nextDouble();
      int drawn = 0;
      while (rest > product[drawn] && drawn < product.length - 1) {
        rest -= product[drawn++];
      }
      views.add(new ProductViews(month, drawn + 1, 1));
    }
    assertThat(INFERENCE.posteriorMean(views).get(3)).isGreaterThan(0.97);
  }

  @Test
  void aViewThatCannotBeIsRefused() {
    int late = 1;
    while (SHOP.catalogue().launchedOn(late) < LocalDate.of(2025, 6, 1).toEpochDay()) {
      late++;
    }
    YearMonth early = YearMonth.of(2024, 1);
    for (long product : new long[] {0, late, 3_001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> INFERENCE.posteriorMean(List.of(new ProductViews(early, product, 1))))
          .withMessageContaining("product " + product + " in 2024-01");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new ProductViews(early, 1, 0));
  }

  private static List<ShopUsers.History> users() {
    return new ShopUsers(SHOP, LocalDate.of(2025, 1, 1), WINDOW)
        .all().values().stream().filter(user -> !user.views().isEmpty()).toList();
  }

  private static List<double[]> draws(List<ProductViews> views) {
    List<double[]> draws = new ArrayList<>();
    for (ProductViews view : views) {
      double[] components = new double[Clusters.COUNT];
      for (int k = 0; k < components.length; k++) {
        components[k] =
            SHOP.catalogue().choice(view.month()).probabilities(k)[(int) view.productId() - 1];
      }
      draws.addAll(Collections.nCopies(view.views(), components));
    }
    return draws;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += Math.abs(a[k] - b[k]);
    }
    return sum;
  }
}

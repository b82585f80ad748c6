package dev.mercato.ml.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.ml.Platform;
import dev.mercato.ml.SimulatedShop;
import dev.mercato.ml.TrainOptions;
import dev.mercato.ml.churn.ChurnWatch;
import dev.mercato.ml.churn.TrainChurnJob;
import dev.mercato.ml.churn.TrainChurnResult;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.time.ShopTimeline;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ITMonitor {
  private static final Map<String, String> SHOP =
      Map.of(
          "shop.users", "3000",
          "shop.products", "300",
          "generate.from", "2025-01-01",
          "generate.to", "2025-07-10",
          "churn.horizon-days", "30",
          "churn.boost-rounds", "40",
          "churn.forest-trees", "10",
          "churn.forest-depth", "5");
  private static final JobContext CONTEXT = SimulatedShop.of(SHOP);
  private static final TrainChurnResult LATEST = train(Optional.empty());
  private static final TrainChurnResult A_WEEK_OLDER = train(Optional.of("2025-06-04"));

  @Test
  void aModelIsQuietOnTheDayOfItsTraining() {
    MonitorResult result = monitor(LATEST, CONTEXT);

    assertThat(result.report().rows()).isNotEmpty().allMatch(row -> row.index() < 1e-9);
    assertThat(result.performance()).isEmpty();
    assertThat(result.notices()).isEmpty();
  }

  @Test
  void aWeekLaterASoundShopIsQuietStillAndTheLabelsAreKnown() {
    MonitorResult result = monitor(A_WEEK_OLDER, CONTEXT);

    assertThat(result.report().level()).as(result.report().toText()).isEqualTo(DriftLevel.OK);
    assertThat(result.report().rows().stream().map(DriftReport.Row::subject))
        .contains("churn/score", "churn/label", "churn/recency_days")
        .doesNotContain("churn/label_season");
  }

  @Test
  void howGoodItHasTurnedOutToBeIsTold() {
    List<LaterFigure> figures = monitor(A_WEEK_OLDER, CONTEXT).performance();

    assertThat(figures.stream().map(LaterFigure::figure))
        .containsExactly("auc", "calibration_error", "log_loss");
    LaterFigure auc = figures.get(0);
    assertThat(auc.cut()).isEqualTo("2025-06-11");
    assertThat(auc.tested()).isEqualTo(A_WEEK_OLDER.metrics().get("auc"));
    assertThat(auc.value().value()).isBetween(auc.value().low(), auc.value().high());
  }

  @Test
  void aShopWithOtherCustomersIsLoud() {
    Map<String, String> younger = new HashMap<>(SHOP);
    younger.put("generate.from", "2025-05-01");
    younger.put("paths.models", CONTEXT.settings().locations().models());
    DriftReport report = monitor(LATEST, SimulatedShop.of(younger)).report();

    assertThat(report.level()).isEqualTo(DriftLevel.CRITICAL);
    assertThat(report.rows().get(0).subject()).isEqualTo("churn/first_order_days");
    assertThat(report.rows())
        .anyMatch(row -> row.subject().equals("churn/age_years") && row.level() == DriftLevel.OK);
  }

  @Test
  void modelsThatWereNeverTrainedAreNamed() {
    MonitorResult some =
        new MonitorJob(CONTEXT, List.of(new ChurnWatch(), new NeverTrained())).execute();
    assertThat(some.notices()).singleElement().asString().contains("train recommend");
    assertThat(some.report().rows()).isNotEmpty();

    MonitorJob none = new MonitorJob(CONTEXT, List.of(new NeverTrained()));
    assertThatThrownBy(none::execute)
        .isInstanceOfSatisfying(
            MercatoException.class, e -> assertThat(e.status()).isEqualTo(ExitStatus.FAILED))
        .hasMessageContaining("train recommend");
    assertThatThrownBy(() -> monitor(Platform.fresh(Map.of()))).hasMessageContaining("no orders");
  }

  /** Of this model the shop has no version. */
  private static final class NeverTrained implements ModelWatch {
    @Override
    public String name() {
      return "recommend";
    }

    @Override
    public Observation observe(ShopTimeline timeline, StoredModel model) {
      throw new AssertionError("There is nothing to observe");
    }
  }

  private static TrainChurnResult train(Optional<String> cut) {
    return new TrainChurnJob(
            CONTEXT, new TrainOptions(cut.map(LocalDate::parse), false, Optional.empty()))
        .execute();
  }

  private static MonitorResult monitor(TrainChurnResult model, JobContext context) {
    ModelStore.of(CONTEXT).promote(model.id());
    return monitor(context);
  }

  private static MonitorResult monitor(JobContext context) {
    return new MonitorJob(context, List.of(new ChurnWatch())).execute();
  }
}

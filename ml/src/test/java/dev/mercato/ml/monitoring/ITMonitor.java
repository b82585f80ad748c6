package dev.mercato.ml.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.ml.SimulatedShop;
import dev.mercato.ml.TrainOptions;
import dev.mercato.ml.churn.ChurnWatch;
import dev.mercato.ml.churn.TrainChurnJob;
import java.time.LocalDate;
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

  @Test
  void aModelIsQuietOnTheDayItWasTrainedAndTellsHowItDidSince() {
    JobContext context = SimulatedShop.of(SHOP);
    assertThatThrownBy(() -> monitor(context))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("train churn");

    new TrainChurnJob(context, TrainOptions.latest()).execute();
    MonitorResult fresh = monitor(context);
    assertThat(fresh.report().rows()).isNotEmpty().allMatch(row -> row.index() < 0.001);
    assertThat(fresh.report().level()).isEqualTo(DriftLevel.OK);
    assertThat(fresh.performance()).isEmpty();

    TrainOptions earlier =
        new TrainOptions(Optional.of(LocalDate.parse("2025-06-04")), false, Optional.empty());
    var older = new TrainChurnJob(context, earlier).execute();
    dev.mercato.ml.model.ModelStore.of(context).promote(older.id());
    MonitorResult aWeekLater = monitor(context);
    System.out.println(aWeekLater.report().toText());
    aWeekLater.performance().forEach(f -> System.out.println(f.sentence()));
    assertThat(aWeekLater.report().rows().stream().map(DriftReport.Row::subject))
        .contains("churn/score", "churn/label", "churn/recency_days")
        .doesNotContain("churn/label_season");
    assertThat(aWeekLater.report().level()).isNotEqualTo(DriftLevel.CRITICAL);
    assertThat(aWeekLater.performance().stream().map(LaterFigure::figure))
        .containsExactly("auc", "calibration_error", "log_loss");
  }

  private static MonitorResult monitor(JobContext context) {
    return new MonitorJob(context, List.of(new ChurnWatch())).execute();
  }
}

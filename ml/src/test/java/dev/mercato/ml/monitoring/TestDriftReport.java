package dev.mercato.ml.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mercato.core.settings.MonitorSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestDriftReport {
  private static final MonitorSettings SETTINGS = new MonitorSettings(0.1, 0.25);

  private static final DriftReport REPORT =
      DriftReport.of(
              "churn/",
              Map.of(
                  "orders", new PopulationStability(0.01, 0.002),
                  "recency_days", new PopulationStability(0.9, 0.002),
                  "visits", new PopulationStability(0.15, 0.002)),
              SETTINGS)
          .and(
              DriftReport.of(
                  "recommend/", Map.of("score", new PopulationStability(0.12, 0.02)), SETTINGS));

  @Test
  void theFarthestComesFirst() {
    assertThat(REPORT.toText().lines())
        .containsExactly(
            "subject                index     noise  level",
            "------------------  --------  --------  --------",
            "churn/recency_days    0.9000    0.0020  CRITICAL",
            "churn/visits          0.1500    0.0020  WARN",
            "recommend/score       0.1200    0.0200  OK",
            "churn/orders          0.0100    0.0020  OK");
  }

  @Test
  void programsReadAnObjectALine() {
    assertThat(REPORT.toJson().lines())
        .hasSize(4)
        .startsWith(
            "{\"subject\":\"churn/recency_days\",\"index\":0.9,\"noise\":0.002,\"level\":\"CRITICAL\"}");
  }

  @Test
  void theWorstLevelIsTheReports() {
    assertThat(REPORT.level()).isEqualTo(DriftLevel.CRITICAL);
    assertThat(new DriftReport(List.of()).level()).isEqualTo(DriftLevel.OK);
  }
}

package dev.mercato.ml.churn;

import dev.mercato.ml.Interval;
import dev.mercato.ml.churn.evaluate.BgNbd;
import dev.mercato.ml.churn.evaluate.ChurnEvaluation;
import dev.mercato.ml.churn.evaluate.ForecastFigures;
import java.util.Map;
import java.util.TreeMap;

/** The figures of an evaluation by the names that scripts rely on. */
final class ChurnMetrics {
  private ChurnMetrics() {}

  static Map<String, Double> of(ChurnEvaluation evaluation) {
    Map<String, Double> metrics = new TreeMap<>();
    for (ForecastFigures model : evaluation.models()) {
      put(metrics, "auc_" + model.name(), model.auc());
      put(metrics, "log_loss_" + model.name(), model.logLoss());
      metrics.put("calibration_error_" + model.name(), model.calibrationError().value());
      metrics.put("fit_seconds_" + model.name(), model.seconds());
      if (model.name().equals(evaluation.algorithm())) {
        put(metrics, "auc", model.auc());
        put(metrics, "pr_auc", model.prAuc());
        put(metrics, "log_loss", model.logLoss());
        put(metrics, "brier", model.brier());
        put(metrics, "calibration_error", model.calibrationError());
      }
    }
    for (ForecastFigures baseline : evaluation.baselines()) {
      metrics.put("auc_" + baseline.name(), baseline.auc().value());
      metrics.put("log_loss_" + baseline.name(), baseline.logLoss().value());
    }
    for (ForecastFigures reference : evaluation.references()) {
      metrics.put("auc_ceiling_" + reference.name(), reference.auc().value());
      metrics.put("log_loss_ceiling_" + reference.name(), reference.logLoss().value());
    }
    BgNbd bgNbd = evaluation.bgNbd();
    metrics.put("bg_nbd_r", bgNbd.r());
    metrics.put("bg_nbd_alpha_days", bgNbd.alpha());
    metrics.put("bg_nbd_a", bgNbd.a());
    metrics.put("bg_nbd_b", bgNbd.b());
    metrics.put("churn_rate", evaluation.churnRate());
    metrics.put("threshold", evaluation.decision().threshold());
    metrics.put("precision", evaluation.decision().precision());
    metrics.put("recall", evaluation.decision().recall());
    metrics.put("f1", evaluation.decision().f1());
    return metrics;
  }

  private static void put(Map<String, Double> metrics, String key, Interval figure) {
    metrics.put(key, figure.value());
    metrics.put(key + "_low", figure.low());
    metrics.put(key + "_high", figure.high());
  }
}

package dev.mercato.ml.monitoring;

import java.util.List;

/**
 * What was seen of all models.
 *
 * @param notices which models could not be watched and why, each a sentence
 */
public record MonitorResult(
    DriftReport report, List<LaterFigure> performance, List<String> notices) {
  public MonitorResult {
    performance = List.copyOf(performance);
    notices = List.copyOf(notices);
  }
}

package dev.mercato.ml.monitoring;

import dev.mercato.core.settings.MonitorSettings;

/** What a drift calls for. */
public enum DriftLevel {
  /** Nothing. */
  OK,
  /** A look. */
  WARN,
  /** A new training. */
  CRITICAL;

  static DriftLevel of(PopulationStability stability, MonitorSettings settings) {
    if (stability.exceeds(settings.criticalIndex())) {
      return CRITICAL;
    }
    return stability.exceeds(settings.warnIndex()) ? WARN : OK;
  }
}

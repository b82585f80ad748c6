package dev.mercato.core.settings;

/**
 * When drift is told of.
 *
 * @param warnIndex the population stability index from which a drift is worth a look
 * @param criticalIndex the one from which the model should be trained again
 */
public record MonitorSettings(double warnIndex, double criticalIndex) {

  static MonitorSettings read(SettingsReader reader) {
    double warn = reader.decimal("monitor.warn-index", 0, 10);
    double critical = reader.decimal("monitor.critical-index", 0, 10);
    if (critical < warn) {
      reader.fault("monitor.critical-index", "must not be less than monitor.warn-index");
    }
    return new MonitorSettings(warn, critical);
  }
}

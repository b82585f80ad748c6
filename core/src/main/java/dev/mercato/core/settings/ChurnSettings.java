package dev.mercato.core.settings;

/**
 * How churn is defined and learnt.
 *
 * @param horizonDays who has bought before the cut and does not within so many days has churned
 */
public record ChurnSettings(int horizonDays) {

  static ChurnSettings read(SettingsReader reader) {
    return new ChurnSettings((int) reader.integer("churn.horizon-days", 1, 365));
  }
}

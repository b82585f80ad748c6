package dev.mercato.core.settings;

/**
 * How recommendations are learnt and tested.
 *
 * @param horizonDays the purchases of so many days after the cut are what a ranking is tested on
 */
public record RecommendSettings(int horizonDays) {

  static RecommendSettings read(SettingsReader reader) {
    return new RecommendSettings((int) reader.integer("recommend.horizon-days", 1, 365));
  }
}

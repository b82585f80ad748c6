package dev.mercato.core.settings;

import java.util.Map;
import java.util.TreeMap;

/**
 * How churn is defined and learnt.
 *
 * @param horizonDays who has bought before the cut and does not within so many days has churned
 * @param forestTrees trees of the random forest
 * @param forestDepth their depth
 * @param boostRounds boosted trees at most
 * @param boostDepth their depth
 * @param boostRate by how much each of them counts
 */
public record ChurnSettings(
    int horizonDays,
    int forestTrees,
    int forestDepth,
    int boostRounds,
    int boostDepth,
    double boostRate,
    RetentionSettings retention) {

  static ChurnSettings read(SettingsReader reader) {
    return new ChurnSettings(
        (int) reader.integer("churn.horizon-days", 1, 365),
        (int) reader.integer("churn.forest-trees", 1, 2_000),
        (int) reader.integer("churn.forest-depth", 1, 20),
        (int) reader.integer("churn.boost-rounds", 1, 10_000),
        (int) reader.integer("churn.boost-depth", 1, 12),
        reader.decimal("churn.boost-rate", 0.001, 1),
        RetentionSettings.read(reader));
  }

  /** All that decides what a training learns and how it is judged, by the settings' keys. */
  public Map<String, String> described() {
    Map<String, String> described = new TreeMap<>(retention.described());
    described.put("churn.horizon-days", String.valueOf(horizonDays));
    described.put("churn.forest-trees", String.valueOf(forestTrees));
    described.put("churn.forest-depth", String.valueOf(forestDepth));
    described.put("churn.boost-rounds", String.valueOf(boostRounds));
    described.put("churn.boost-depth", String.valueOf(boostDepth));
    described.put("churn.boost-rate", String.valueOf(boostRate));
    return described;
  }
}

package dev.mercato.ml.churn;

import dev.mercato.core.settings.RetentionSettings;
import dev.mercato.ml.churn.evaluate.RiskBands;
import dev.mercato.ml.churn.learn.ChurnModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Turns scores into what the shop acts on: a band, an action, three reasons.
 *
 * @param words what each feature says, with a place for its value
 */
record ChurnReasons(
    List<String> words,
    double high,
    double medium,
    String actionHigh,
    String actionMedium,
    String actionLow,
    String version,
    java.sql.Date asOf)
    implements Serializable {
  private static final int REASONS = 3;

  static ChurnReasons of(
      List<String> words,
      RiskBands bands,
      RetentionSettings retention,
      String version,
      java.sql.Date asOf) {
    return new ChurnReasons(
        new ArrayList<>(words),
        bands.high(),
        bands.medium(),
        retention.actionHigh(),
        retention.actionMedium(),
        retention.actionLow(),
        version,
        asOf);
  }

  /** The row of {@code churn_scores}. */
  Row row(long user, List<Double> values, double[] contributions) {
    double probability = ChurnModel.probability(contributions);
    String band = new RiskBands(high, medium).band(probability);
    List<Object> row = new ArrayList<>();
    row.add(user);
    row.add(probability);
    row.add(band);
    row.add(action(band));
    IntStream.range(0, values.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(contributions[i])))
        .limit(REASONS)
        .forEach(
            feature -> {
              row.add(String.format(Locale.ROOT, words.get(feature), values.get(feature)));
              row.add(contributions[feature]);
            });
    while (row.size() < 4 + 2 * REASONS) {
      row.add(null);
    }
    row.add(version);
    row.add(asOf);
    return RowFactory.create(row.toArray());
  }

  private String action(String band) {
    return switch (band) {
      case "HIGH" -> actionHigh;
      case "MEDIUM" -> actionMedium;
      default -> actionLow;
    };
  }
}

package dev.mercato.ml.churn;

import dev.mercato.ml.churn.evaluate.ChurnEvaluator;
import dev.mercato.ml.churn.evaluate.TestCustomers;
import dev.mercato.ml.churn.learn.Algorithm;
import dev.mercato.ml.churn.learn.ChurnModel;
import dev.mercato.ml.churn.learn.ChurnScorer;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each model says of customers with known outcome.
 *
 * @param probabilities of churn, in the order of the customers
 */
record ChurnForecasts(TestCustomers customers, Map<Algorithm, double[]> probabilities) {

  /**
   * Applies the models.
   *
   * @param examples of the customers, in their order
   */
  static ChurnForecasts of(
      TestCustomers customers, Dataset<Row> examples, Map<Algorithm, ChurnModel> models) {
    Map<Algorithm, double[]> probabilities = new EnumMap<>(Algorithm.class);
    models.forEach(
        (name, model) -> probabilities.put(name, ChurnScorer.probabilities(examples, model)));
    return new ChurnForecasts(customers, probabilities);
  }

  double[] by(Algorithm algorithm) {
    return probabilities.get(algorithm);
  }

  /** The algorithm with the lowest log-loss. */
  Algorithm best() {
    ChurnEvaluator evaluator = new ChurnEvaluator(customers);
    return probabilities.keySet().stream()
        .min(Comparator.comparingDouble(name -> evaluator.logLoss(probabilities.get(name))))
        .orElseThrow();
  }
}

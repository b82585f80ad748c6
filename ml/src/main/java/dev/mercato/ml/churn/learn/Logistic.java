package dev.mercato.ml.churn.learn;

import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * MLlib's logistic regression over the logarithms of the features (log1p, with the sign kept), as
 * most of them are counts and times with long tails. A contribution is the coefficient times the
 * distance from the mean.
 */
public final class Logistic implements ChurnModel {
  private static final long serialVersionUID = 1L;
  private static final double PENALTY = 1e-4;
  private static final int ITERATIONS = 100;

  private final double[] coefficients;
  private final double[] means;
  private final double intercept;

  /**
   * @param means the training examples' means of the logarithms
   */
  public Logistic(LogisticRegressionModel model, double[] means) {
    this.coefficients = model.coefficients().toArray();
    this.intercept = model.intercept();
    this.means = means.clone();
  }

  /**
   * Trains MLlib's regression.
   *
   * @param examples persisted, with churned
   * @param column the vector to learn from
   */
  public static LogisticRegressionModel train(Dataset<Row> examples, String column) {
    return new LogisticRegression()
        .setLabelCol("churned")
        .setFeaturesCol(column)
        .setRegParam(PENALTY)
        .setMaxIter(ITERATIONS)
        .fit(examples);
  }

  /** The logarithm of a feature. */
  public static double log(double value) {
    return Math.signum(value) * Math.log1p(Math.abs(value));
  }

  /** The means of the examples' logarithms. */
  public static double[] means(Dataset<Row> examples) {
    return ((Vector)
            examples
                .select(
                    org.apache.spark.ml.stat.Summarizer.mean(
                        org.apache.spark.sql.functions.col("logs")))
                .first()
                .get(0))
        .toArray();
  }

  /** The means of the training examples' logarithms. */
  public double[] means() {
    return means.clone();
  }

  @Override
  public double[][] contributions(double[][] rows) {
    double[][] result = new double[rows.length][coefficients.length + 1];
    double base = intercept;
    for (int j = 0; j < coefficients.length; j++) {
      base += coefficients[j] * means[j];
    }
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < coefficients.length; j++) {
        result[i][j] = coefficients[j] * (log(rows[i][j]) - means[j]);
      }
      result[i][coefficients.length] = base;
    }
    return result;
  }
}

package dev.mercato.ml.churn.learn;

import java.io.Serializable;

/** A trained model: the probability of churn, and what each feature adds to it. */
public interface ChurnModel extends Serializable {

  /**
   * What each feature adds to the log odds of churn.
   *
   * @param rows customers by features
   * @return customers by features and, last, what is the same for all; a row's sum is its log odds
   */
  double[][] contributions(double[][] rows);

  /** The probability that goes with log odds. */
  static double probability(double[] contributions) {
    double sum = 0;
    for (double contribution : contributions) {
      sum += contribution;
    }
    return 1 / (1 + Math.exp(-sum));
  }
}

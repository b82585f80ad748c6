package dev.mercato.ml.churn.evaluate;

import dev.mercato.core.settings.RetentionSettings;

/**
 * What it is worth to contact customers.
 *
 * @param spending what a customer who comes back spends within the horizon, as measured
 */
public record RetentionValue(RetentionSettings assumptions, double spending) {

  /** Of offers to so many customers, so many of them about to churn. */
  public double offerProfit(double churners, double contacted) {
    return churners * assumptions.offerEffect() * assumptions.margin() * spending
        - contacted * assumptions.offerCost();
  }

  /** Of messages to so many customers, so many of them about to churn. */
  public double messageProfit(double churners, double contacted) {
    return churners * assumptions.messageEffect() * assumptions.margin() * spending
        - contacted * assumptions.messageCost();
  }
}

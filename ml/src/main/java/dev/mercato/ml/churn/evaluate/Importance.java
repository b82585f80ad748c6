package dev.mercato.ml.churn.evaluate;

/**
 * How much a feature moves scores.
 *
 * @param contribution the mean size of its contribution to the log odds, over the test customers
 */
public record Importance(String feature, double contribution) {}

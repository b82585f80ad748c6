package dev.mercato.simulator.reference.churn;

/**
 * What a reference says about a customer at the cut.
 *
 * @param alive the probability that the customer still visits, ever
 * @param churn the probability of no purchase within the horizon, alive or not
 */
public record ChurnEstimate(double alive, double churn) {}

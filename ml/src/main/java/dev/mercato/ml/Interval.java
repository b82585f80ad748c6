package dev.mercato.ml;

/**
 * A figure of a sample, and between what bounds it would lie in 95 of 100 samples.
 *
 * @param low its 2.5% quantile over bootstrap samples
 * @param high its 97.5% quantile
 */
public record Interval(double value, double low, double high) {}

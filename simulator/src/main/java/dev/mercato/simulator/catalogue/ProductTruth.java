package dev.mercato.simulator.catalogue;

/**
 * What is true of a product and not to be seen in the tables.
 *
 * @param clusterProbabilities P(product | cluster) over the whole catalogue, without season; the
 *     probability in a month is this times {@link Category#seasonFactor}, divided by its sum over
 *     the products launched before the month
 */
public record ProductTruth(long productId, ClusterWeights clusterProbabilities) {}

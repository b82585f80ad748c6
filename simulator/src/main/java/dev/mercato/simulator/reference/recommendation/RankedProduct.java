package dev.mercato.simulator.reference.recommendation;

/**
 * A product at its place in a ranking.
 *
 * @param probability the expected share of the product among all that the user looks at, or buys,
 *     in the days asked about
 */
public record RankedProduct(long productId, double probability) {}

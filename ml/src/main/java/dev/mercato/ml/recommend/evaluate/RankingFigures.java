package dev.mercato.ml.recommend.evaluate;

import dev.mercato.ml.Interval;

/**
 * How good one ranking is, each mean over users with its 95% interval by bootstrap.
 *
 * @param name what ranks
 * @param coverage the share of the catalogue that was recommended to anyone
 * @param popularityBias the mean popularity of what was recommended, by its percentile from 0 for
 *     the least to 1 for the most popular product
 * @param seconds what its fit took; 0 if nothing was fitted
 */
public record RankingFigures(
    String name,
    Interval recall,
    Interval ndcg,
    Interval mrr,
    double coverage,
    double popularityBias,
    double seconds) {}

package dev.mercato.ml.recommend;

import dev.mercato.ml.model.ModelId;

/**
 * What a scoring has brought.
 *
 * @param recommendations rows of the table
 * @param csv the path of the same as CSV
 */
public record ScoreRecommendResult(ModelId model, long users, long recommendations, String csv) {}

package dev.mercato.ml.churn;

import dev.mercato.ml.model.ModelId;

/**
 * What a scoring has brought.
 *
 * @param customers how many were scored
 * @param csv the path of the same as CSV
 */
public record ScoreChurnResult(ModelId model, long customers, String csv) {}

package dev.mercato.ml.churn;

import dev.mercato.ml.churn.evaluate.ChurnEvaluation;
import dev.mercato.ml.model.ModelId;
import dev.mercato.ml.model.Promotion;
import java.util.Map;

/** What a training of the churn model has brought. */
public record TrainChurnResult(
    ModelId id, ChurnEvaluation evaluation, Map<String, Double> metrics, Promotion promotion) {}

package dev.mercato.ml.recommend;

import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.model.ModelId;
import dev.mercato.ml.model.Promotion;
import dev.mercato.ml.recommend.evaluate.RankingEvaluation;
import java.util.Map;

/**
 * What a training of the recommendations has brought.
 *
 * @param settings those that were used, found by a search if one was asked for
 */
public record TrainRecommendResult(
    ModelId id,
    RankingEvaluation evaluation,
    Map<String, Double> metrics,
    RecommendSettings settings,
    Promotion promotion) {}

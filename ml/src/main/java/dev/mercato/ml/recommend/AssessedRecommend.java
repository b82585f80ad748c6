package dev.mercato.ml.recommend;

import dev.mercato.ml.recommend.evaluate.RankedUsers;
import dev.mercato.ml.recommend.evaluate.RankingEvaluation;

/**
 * How good what was learnt is.
 *
 * @param serving the same of what serves, user by user
 */
record AssessedRecommend(RankingEvaluation evaluation, RankedUsers serving) {}

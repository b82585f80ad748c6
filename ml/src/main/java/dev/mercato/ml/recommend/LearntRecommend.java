package dev.mercato.ml.recommend;

import dev.mercato.ml.recommend.rank.ItemScorer;
import java.util.Map;
import org.apache.spark.ml.recommendation.ALSModel;

/**
 * What a training has learnt.
 *
 * @param als what serves, without popularity
 * @param nonNegative the same with factors that are not negative
 * @param scorers all that is compared, by name
 * @param seconds what it took to learn those that learn
 */
record LearntRecommend(
    ALSModel als,
    ALSModel nonNegative,
    Map<String, ItemScorer> scorers,
    Map<String, Double> seconds) {
  /** Alternating least squares with a bonus for popularity. */
  static final String ALS_POPULARITY = "als_popularity";

  static final String ALS = "als";
  static final String ALS_NON_NEGATIVE = "als_nonnegative";
  static final String ITEM_TO_ITEM = "item_knn";
  static final String POPULARITY = "popularity";
  static final String POPULARITY_IN_CATEGORY = "popularity_category";
}

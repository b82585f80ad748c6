package dev.mercato.ml.churn;

import dev.mercato.ml.churn.learn.Algorithm;
import dev.mercato.ml.churn.learn.BoostedTrees;
import dev.mercato.ml.churn.learn.ChurnModel;
import dev.mercato.ml.churn.learn.Forest;
import dev.mercato.ml.churn.learn.Logistic;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;

/**
 * What a training has learnt: the models as they are stored, and as they score.
 *
 * @param explained the logistic regression as it scores
 * @param models what scores, by algorithm
 * @param seconds what each took to learn
 */
record LearntChurn(
    BoostedTrees boosted,
    RandomForestClassificationModel forest,
    LogisticRegressionModel logistic,
    Logistic explained,
    Map<Algorithm, ChurnModel> models,
    Map<Algorithm, Double> seconds) {

  static LearntChurn of(
      BoostedTrees boosted,
      RandomForestClassificationModel forest,
      LogisticRegressionModel logistic,
      Logistic explained,
      Map<Algorithm, Double> seconds) {
    Map<Algorithm, ChurnModel> models = new EnumMap<>(Algorithm.class);
    models.put(Algorithm.XGBOOST, boosted);
    models.put(Algorithm.FOREST, Forest.of(forest));
    models.put(Algorithm.LOGISTIC, explained);
    return new LearntChurn(boosted, forest, logistic, explained, models, seconds);
  }
}

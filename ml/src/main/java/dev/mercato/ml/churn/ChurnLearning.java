package dev.mercato.ml.churn;

import dev.mercato.core.job.Progress;
import dev.mercato.core.settings.ChurnSettings;
import dev.mercato.ml.churn.learn.Algorithm;
import dev.mercato.ml.churn.learn.BoostedTrees;
import dev.mercato.ml.churn.learn.Forest;
import dev.mercato.ml.churn.learn.Logistic;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Lets all algorithms learn from the same examples, and takes the time. */
final class ChurnLearning {
  private final Progress progress;
  private final ChurnSettings settings;
  private final Map<Algorithm, Double> seconds = new EnumMap<>(Algorithm.class);

  ChurnLearning(Progress progress, ChurnSettings settings) {
    this.progress = progress;
    this.settings = settings;
  }

  /** The logistic regression, as it is stored and as it scores. */
  private record Regression(LogisticRegressionModel stored, Logistic explained) {}

  LearntChurn learn(ChurnData data) {
    BoostedTrees boosted = timed(Algorithm.XGBOOST, "XGBoost", () -> boosted(data));
    RandomForestClassificationModel forest =
        timed(
            Algorithm.FOREST,
            "the random forest",
            () -> Forest.train(data.learnt(), settings.forestTrees(), settings.forestDepth()));
    Regression logistic =
        timed(Algorithm.LOGISTIC, "the logistic regression", () -> logistic(data.learnt()));
    return LearntChurn.of(boosted, forest, logistic.stored(), logistic.explained(), seconds);
  }

  private BoostedTrees boosted(ChurnData data) {
    return BoostedTrees.train(
        data.learning(),
        new BoostedTrees.Options(
            settings.boostRounds(), settings.boostDepth(), settings.boostRate()));
  }

  private static Regression logistic(Dataset<Row> examples) {
    LogisticRegressionModel stored = Logistic.train(examples, "logs");
    return new Regression(stored, new Logistic(stored, Logistic.means(examples)));
  }

  private <T> T timed(Algorithm algorithm, String what, Supplier<T> training) {
    long start = System.nanoTime();
    try (var step = progress.begin("churn: train " + what)) {
      T learnt = training.get();
      seconds.put(algorithm, (System.nanoTime() - start) / 1e9);
      return learnt;
    }
  }
}

package dev.mercato.ml.churn;

import dev.mercato.core.MercatoException;
import dev.mercato.ml.churn.evaluate.RiskBands;
import dev.mercato.ml.churn.feature.FeatureSet;
import dev.mercato.ml.churn.learn.Algorithm;
import dev.mercato.ml.churn.learn.BoostedTrees;
import dev.mercato.ml.churn.learn.ChurnModel;
import dev.mercato.ml.churn.learn.Forest;
import dev.mercato.ml.churn.learn.Logistic;
import dev.mercato.ml.model.ModelId;
import dev.mercato.ml.model.StagedModel;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.time.ShopTimeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;

/**
 * A churn model as it is stored: all three algorithms, and which of them scores.
 *
 * @param spending what a customer who came back spent within the horizon
 */
public record StoredChurn(
    FeatureSet features, Algorithm algorithm, ChurnModel model, RiskBands bands, double spending) {
  private static final String USE = "use.json";
  private static final String BOOSTED = "pipelines/xgboost.ubj";
  private static final String FOREST = "pipelines/forest";
  private static final String LOGISTIC = "pipelines/logistic";
  private static final String MEANS = "pipelines/logistic-means.json";

  /** What else than the pipelines is needed to score. */
  record Use(
      FeatureSet features, String algorithm, int horizonDays, RiskBands bands, double spending) {}

  static void write(
      StagedModel staged, ChurnTraining training, ChurnChoice choice, LearntChurn learnt) {
    staged.writeJson(
        USE,
        new Use(
            training.features(),
            choice.algorithm().label(),
            training.horizonDays(),
            choice.bands(),
            choice.value().spending()));
    staged.write(BOOSTED, learnt.boosted().bytes());
    staged.writeJson(MEANS, learnt.explained().means());
    try {
      learnt.forest().write().save(staged.path(FOREST));
      learnt.logistic().write().save(staged.path(LOGISTIC));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the part of a model that scores. */
  public static StoredChurn of(StoredModel stored) {
    Use use = stored.readJson(USE, Use.class);
    Algorithm algorithm = Algorithm.of(use.algorithm());
    return new StoredChurn(
        use.features(), algorithm, model(stored, algorithm), use.bands(), use.spending());
  }

  /**
   * Refuses tables that lack what the features are made from.
   *
   * @throws MercatoException status 1
   */
  void requireFeaturesOf(ModelId id, ShopTimeline timeline) {
    FeatureSet now = FeatureSet.of(timeline.before(timeline.end()));
    String missing =
        features.hasEvents() && !now.hasEvents()
            ? "events"
            : features.hasAge() && !now.hasAge()
                ? "all birth dates"
                : features.hasTier() && !now.hasTier() ? "all loyalty tiers" : "";
    if (!missing.isEmpty()) {
      throw MercatoException.failed(
          "The model %s was trained with %s, which the tables do not have now: train it again with 'train churn'."
              .formatted(id, missing));
    }
  }

  private static ChurnModel model(StoredModel stored, Algorithm algorithm) {
    return switch (algorithm) {
      case XGBOOST -> new BoostedTrees(stored.read(BOOSTED));
      case FOREST -> Forest.of(RandomForestClassificationModel.load(stored.path(FOREST)));
      case LOGISTIC ->
          new Logistic(
              LogisticRegressionModel.load(stored.path(LOGISTIC)),
              stored.readJson(MEANS, double[].class));
    };
  }
}

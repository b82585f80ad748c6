package dev.mercato.ml.recommend;

import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.SimulatedTruth;
import dev.mercato.ml.TrainOptions;
import dev.mercato.ml.card.ModelCard;
import dev.mercato.ml.model.Contest;
import dev.mercato.ml.model.Feature;
import dev.mercato.ml.model.ModelDescription;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.Promotion;
import dev.mercato.ml.model.StagedModel;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.model.TrainingWindow;
import dev.mercato.ml.monitoring.ModelWatch;
import dev.mercato.ml.recommend.card.RecommendCard;
import dev.mercato.ml.recommend.evaluate.RankedUsers;
import dev.mercato.ml.recommend.evaluate.RankingEvaluation;
import dev.mercato.ml.recommend.rank.ItemCatalogue;
import dev.mercato.ml.recommend.rank.ItemScorer;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.History;
import dev.mercato.ml.time.ShopTimeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Learns what goes with what before a cut, tests it on what users bought after it, and stores the
 * factors of the items. What serves is then fitted once more with the same settings, on all that is
 * loaded, so that it knows the newest products: the figures are those of the model at the cut,
 * which is stored, too, and which later challengers are compared with. Users' factors are not
 * stored: they are solved from what each has done up to the moment of scoring.
 */
public final class TrainRecommendJob implements Job<TrainRecommendResult> {
  public static final String NAME = "recommend";

  private static final Feature WEIGHT =
      new Feature(
          "weight",
          "views, carts and purchases of a product by a user, weighted, each halved for every half-life of its age, added up");

  private final JobContext context;
  private final TrainOptions options;

  public TrainRecommendJob(JobContext context, TrainOptions options) {
    this.context = context;
    this.options = options;
  }

  @Override
  public TrainRecommendResult execute() {
    RecommendSettings settings = context.settings().recommend();
    try (ShopTimeline timeline = ShopTimeline.of(context)) {
      Cut cut = RecommendCut.of(timeline, options, settings.horizonDays());
      if (options.search()) {
        settings = searched(timeline, cut.plusDays(-settings.horizonDays()), settings);
      }
      try (RecommendTraining training =
          RecommendTraining.of(context.progress(), timeline, cut, settings)) {
        return train(timeline, training);
      }
    }
  }

  private RecommendSettings searched(
      ShopTimeline timeline, Cut validation, RecommendSettings settings) {
    try (RecommendTraining training =
        RecommendTraining.of(context.progress(), timeline, validation, settings)) {
      return new SettingsSearch(context, training).search();
    }
  }

  private TrainRecommendResult train(ShopTimeline timeline, RecommendTraining training) {
    options.export().ifPresent(directory -> RecommendExport.write(training.data(), directory));
    LearntRecommend learnt = new RecommendLearning(context, training).learn();
    AssessedRecommend assessed;
    try (var step = context.progress().begin("recommend: evaluate")) {
      assessed = new RecommendAssessment(training, learnt).with(SimulatedTruth.of(context));
      step.rows(assessed.evaluation().tested());
    }
    try (var step = context.progress().begin("recommend: store the model")) {
      StoredModel model = store(timeline, training, learnt, assessed.evaluation());
      Promotion promotion = contest(model, training, assessed.serving());
      return new TrainRecommendResult(
          model.id(),
          assessed.evaluation(),
          model.description().metrics(),
          training.settings(),
          promotion);
    }
  }

  private StoredModel store(
      ShopTimeline timeline,
      RecommendTraining training,
      LearntRecommend learnt,
      RankingEvaluation evaluation) {
    RecommendSettings settings = training.settings();
    History all = timeline.before(timeline.end());
    try (StagedModel staged = ModelStore.of(context).stage(NAME)) {
      StoredRecommend.writeTested(staged, training, learnt);
      writeServing(staged, all, settings);
      staged.writeJson("evaluation.json", evaluation);
      staged.writeJson(ModelWatch.FILE, RecommendWatch.reference(all, settings.horizonDays()));
      ModelDescription description = description(timeline, training, evaluation);
      RecommendCard.write(
          new ModelCard(staged, description, context.spark().sparkContext().hadoopConfiguration()),
          evaluation);
      return staged.commit(description);
    }
  }

  private void writeServing(StagedModel staged, History all, RecommendSettings settings) {
    Dataset<Row> interactions =
        Interactions.of(all, settings).persist(StorageLevel.MEMORY_AND_DISK());
    ItemCatalogue catalogue = RecommendData.catalogue(all, interactions);
    try (Factorizer factorizer = new Factorizer(context.spark(), interactions, catalogue)) {
      ALSModel als = factorizer.train(settings.factorization(), false);
      StoredRecommend.writeServing(staged, catalogue, settings, als);
    } finally {
      interactions.unpersist();
    }
  }

  private static ModelDescription description(
      ShopTimeline timeline, RecommendTraining training, RankingEvaluation evaluation) {
    return new ModelDescription(
        evaluation.algorithm(),
        training.settings().described(),
        TrainingWindow.of(
            timeline.firstDay(),
            training.history().cut().day(),
            evaluation.horizonDays(),
            evaluation.interactions(),
            evaluation.tested()),
        timeline.loads(),
        RecommendMetrics.of(evaluation),
        List.of(WEIGHT));
  }

  private Promotion contest(StoredModel model, RecommendTraining training, RankedUsers serving) {
    return new Contest(ModelStore.of(context), "NDCG@" + training.settings().count())
        .decide(model, serving.ndcg(), champion -> Optional.of(ndcg(champion, training)));
  }

  /** NDCG of each user of the test by another model. */
  private static double[] ndcg(StoredModel champion, RecommendTraining training) {
    ItemScorer theirs = StoredRecommend.tested(champion).scorerOf(training.data().catalogue());
    return training
        .evaluator()
        .evaluate(training.data().testUsers(), Map.of("champion", theirs))
        .rankings()
        .get("champion")
        .ndcg();
  }
}

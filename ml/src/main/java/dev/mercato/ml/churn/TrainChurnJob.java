package dev.mercato.ml.churn;

import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.ChurnSettings;
import dev.mercato.ml.SimulatedTruth;
import dev.mercato.ml.TrainOptions;
import dev.mercato.ml.card.ModelCard;
import dev.mercato.ml.churn.card.ChurnCard;
import dev.mercato.ml.churn.evaluate.ChurnEvaluation;
import dev.mercato.ml.churn.evaluate.ChurnEvaluator;
import dev.mercato.ml.churn.evaluate.TestCustomers;
import dev.mercato.ml.churn.learn.ChurnScorer;
import dev.mercato.ml.model.Contest;
import dev.mercato.ml.model.ModelDescription;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.Promotion;
import dev.mercato.ml.model.StagedModel;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.model.TrainingWindow;
import dev.mercato.ml.monitoring.ModelWatch;
import dev.mercato.ml.time.ShopTimeline;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Learns churn at earlier cuts, tests it at a later one, and stores the model with what it was
 * compared with.
 */
public final class TrainChurnJob implements Job<TrainChurnResult> {
  public static final String NAME = "churn";

  private final JobContext context;
  private final TrainOptions options;
  private final ChurnSettings settings;

  public TrainChurnJob(JobContext context, TrainOptions options) {
    this.context = context;
    this.options = options;
    this.settings = context.settings().churn();
  }

  @Override
  public TrainChurnResult execute() {
    try (ShopTimeline timeline = ShopTimeline.of(context);
        ChurnTraining training = ChurnTraining.of(context, timeline, options.cut())) {
      return train(training);
    }
  }

  private TrainChurnResult train(ChurnTraining training) {
    int horizon = settings.horizonDays();
    ChurnData data = training.data();
    TestCustomers heldOut =
        TestCustomers.of(data.heldOut(), training.cuts().training().get(0), horizon);
    TestCustomers test = TestCustomers.of(data.test(), training.cuts().test(), horizon);
    options.export().ifPresent(directory -> ChurnExport.write(training, directory));
    LearntChurn learnt = new ChurnLearning(context.progress(), settings).learn(data);
    ChurnForecasts validated;
    ChurnForecasts tested;
    try (var step = context.progress().begin("churn: apply the models")) {
      validated = ChurnForecasts.of(heldOut, data.heldOut(), learnt.models());
      tested = ChurnForecasts.of(test, data.test(), learnt.models());
      step.rows(test.size());
    }
    ChurnChoice choice = ChurnChoice.of(validated, settings.retention());
    ChurnEvaluation evaluation;
    try (var step = context.progress().begin("churn: evaluate")) {
      evaluation =
          new ChurnAssessment(training, learnt, tested).of(choice, SimulatedTruth.of(context));
      step.rows(test.size());
    }
    try (var step = context.progress().begin("churn: store the model")) {
      StoredModel model = store(training, learnt, choice, evaluation);
      Promotion promotion = contest(model, training, tested, choice);
      return new TrainChurnResult(model.id(), evaluation, model.description().metrics(), promotion);
    }
  }

  private StoredModel store(
      ChurnTraining training, LearntChurn learnt, ChurnChoice choice, ChurnEvaluation evaluation) {
    try (StagedModel staged = ModelStore.of(context).stage(NAME)) {
      StoredChurn.write(staged, training, choice, learnt);
      staged.writeJson("evaluation.json", evaluation);
      staged.writeJson(
          ModelWatch.FILE, ChurnWatch.reference(training, learnt.models().get(choice.algorithm())));
      ModelDescription description = description(training, evaluation);
      ChurnCard.write(
          new ModelCard(staged, description, context.spark().sparkContext().hadoopConfiguration()),
          evaluation);
      return staged.commit(description);
    }
  }

  private ModelDescription description(ChurnTraining training, ChurnEvaluation evaluation) {
    Map<String, String> fixed = new TreeMap<>(settings.described());
    fixed.put("training cuts", String.join(", ", evaluation.trainingCuts()));
    return new ModelDescription(
        evaluation.algorithm(),
        fixed,
        TrainingWindow.of(
            training.timeline().firstDay(),
            training.cuts().test().day(),
            settings.horizonDays(),
            evaluation.trained(),
            evaluation.tested()),
        training.timeline().loads(),
        ChurnMetrics.of(evaluation),
        training.features().documented());
  }

  private Promotion contest(
      StoredModel model, ChurnTraining training, ChurnForecasts tested, ChurnChoice choice) {
    ChurnEvaluator evaluator = new ChurnEvaluator(tested.customers());
    return new Contest(ModelStore.of(context), "log-loss")
        .decide(
            model,
            evaluator.scores(tested.by(choice.algorithm())),
            champion -> championForecast(champion, training).map(evaluator::scores));
  }

  /** What the champion says of the customers of the test; empty if it cannot be asked. */
  private static Optional<double[]> championForecast(StoredModel champion, ChurnTraining training) {
    StoredChurn theirs = StoredChurn.of(champion);
    if (champion.description().window().horizonDays() != training.horizonDays()
        || (theirs.features().hasEvents() && !training.features().hasEvents())) {
      return Optional.empty();
    }
    return Optional.of(
        ChurnScorer.probabilities(training.testWith(theirs.features()), theirs.model()));
  }
}

package dev.mercato.ml.recommend;

import dev.mercato.core.job.Progress;
import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.recommend.evaluate.RankingEvaluator;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.History;
import dev.mercato.ml.time.Outcome;
import dev.mercato.ml.time.ShopTimeline;

/**
 * What one training is about: what users did before a cut, what they bought after it, and by which
 * settings the one is learnt from and tested on the other; kept until the training is over.
 */
record RecommendTraining(
    History history, Outcome outcome, RecommendSettings settings, RecommendData data)
    implements AutoCloseable {

  static RecommendTraining of(
      Progress progress, ShopTimeline timeline, Cut cut, RecommendSettings settings) {
    History history = timeline.before(cut);
    Outcome outcome = timeline.after(cut, settings.horizonDays());
    try (var step = progress.begin("recommend: interactions")) {
      RecommendData data = RecommendData.of(history, outcome, settings);
      step.rows(data.interactions().count());
      return new RecommendTraining(history, outcome, settings, data);
    }
  }

  /** Judges rankings by the policy of the settings. */
  RankingEvaluator evaluator() {
    return evaluator(settings.leaveOutBought());
  }

  /** Judges rankings with or without what users have bought before. */
  RankingEvaluator evaluator(boolean leaveOutBought) {
    return new RankingEvaluator(data.catalogue(), settings.count(), leaveOutBought);
  }

  @Override
  public void close() {
    data.close();
  }
}

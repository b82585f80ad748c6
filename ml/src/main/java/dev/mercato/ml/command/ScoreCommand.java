package dev.mercato.ml.command;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import dev.mercato.ml.churn.ScoreChurnJob;
import dev.mercato.ml.churn.ScoreChurnResult;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.recommend.ScoreRecommendJob;
import dev.mercato.ml.recommend.ScoreRecommendResult;
import dev.mercato.ml.recommend.TrainRecommendJob;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Applies the champion to all users. */
@Command(name = "score", description = "Apply the model that serves to all users.")
public final class ScoreCommand extends PlatformCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "recommend or churn")
  String name;

  @Override
  protected ExitStatus run(JobContext context) {
    ModelStore.requireKnown(name);
    if (name.equals(TrainRecommendJob.NAME)) {
      ScoreRecommendResult result = new ScoreRecommendJob(context).execute();
      out()
          .printf(
              Locale.ROOT,
              "%,d recommendations to %,d users by %s, also in %s%n",
              result.recommendations(),
              result.users(),
              result.model(),
              result.csv());
      return ExitStatus.DONE;
    }
    ScoreChurnResult result = new ScoreChurnJob(context).execute();
    out()
        .printf(
            Locale.ROOT,
            "%,d customers scored by %s, also in %s%n",
            result.customers(),
            result.model(),
            result.csv());
    return ExitStatus.DONE;
  }
}

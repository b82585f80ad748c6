package dev.mercato.ml.command;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.MercatoException;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.TrainOptions;
import dev.mercato.ml.churn.TrainChurnJob;
import dev.mercato.ml.churn.TrainChurnResult;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.recommend.TrainRecommendJob;
import dev.mercato.ml.recommend.TrainRecommendResult;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a model, evaluates it, and makes it the champion if it is the better one. */
@Command(
    name = "train",
    description =
        "Train a model on what is loaded, test it on what came later, and let it serve if it beats the one that does.")
public final class TrainCommand extends PlatformCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "recommend or churn")
  String name;

  @Option(
      names = "--cut",
      paramLabel = "DATE",
      description = "the first day of the test; the latest that the data allow if none is given")
  LocalDate cut;

  @Option(names = "--search", description = "search for better settings, on a validation cut")
  boolean search;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "also write the split that was used as Parquet files")
  Path export;

  @Override
  protected ExitStatus run(JobContext context) {
    ModelStore.requireKnown(name);
    if (search && !name.equals(TrainRecommendJob.NAME)) {
      throw MercatoException.usage(
          "There is nothing to search for '%s': leave --search away.".formatted(name));
    }
    TrainOptions options =
        new TrainOptions(Optional.ofNullable(cut), search, Optional.ofNullable(export));
    if (name.equals(TrainRecommendJob.NAME)) {
      tell(new TrainRecommendJob(context, options).execute());
    } else {
      tell(new TrainChurnJob(context, options).execute());
    }
    return ExitStatus.DONE;
  }

  private void tell(TrainRecommendResult result) {
    Map<String, Double> metrics = result.metrics();
    out().printf("%s%n%s%n", result.id(), result.promotion().reason());
    out()
        .printf(
            Locale.ROOT,
            "NDCG@10 %.4f%s, popularity alone %.4f, for %,d users at %s%n",
            metrics.get("ndcg10"),
            ceiling(metrics.get("ndcg10_ceiling_attainable")),
            metrics.get("ndcg10_popularity"),
            result.evaluation().tested(),
            result.evaluation().cut());
    if (search) {
      RecommendSettings found = result.settings();
      out()
          .printf(
              Locale.ROOT,
              "found: recommend.factorization.regularization=%s recommend.factorization.confidence=%s recommend.popularity-weight=%s%n",
              found.factorization().regularization(),
              found.factorization().confidence(),
              found.popularityWeight());
    }
  }

  private void tell(TrainChurnResult result) {
    Map<String, Double> metrics = result.metrics();
    out().printf("%s%n%s%n", result.id(), result.promotion().reason());
    out()
        .printf(
            Locale.ROOT,
            "AUC %.4f%s, calibration error %.4f, by %s on %,d customers at %s%n",
            metrics.get("auc"),
            ceiling(metrics.get("auc_ceiling_attainable")),
            metrics.get("calibration_error"),
            result.evaluation().algorithm(),
            result.evaluation().tested(),
            result.evaluation().cut());
  }

  private static String ceiling(Double ceiling) {
    return ceiling == null ? "" : String.format(Locale.ROOT, " of %.4f attainable", ceiling);
  }
}

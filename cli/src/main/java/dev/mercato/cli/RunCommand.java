package dev.mercato.cli;

import dev.mercato.core.ExitStatus;
import dev.mercato.core.command.PlatformCommand;
import dev.mercato.core.job.JobContext;
import dev.mercato.etl.load.LoadJob;
import dev.mercato.etl.load.LoadOptions;
import dev.mercato.etl.marts.MartsJob;
import dev.mercato.etl.marts.MartsOptions;
import dev.mercato.etl.report.ReportJob;
import dev.mercato.etl.report.ReportResult;
import dev.mercato.generator.GenerateJob;
import dev.mercato.generator.ShopOptions;
import dev.mercato.ml.TooLittleDataException;
import dev.mercato.ml.TrainOptions;
import dev.mercato.ml.churn.ScoreChurnJob;
import dev.mercato.ml.churn.TrainChurnJob;
import dev.mercato.ml.pages.ModelPagesJob;
import dev.mercato.ml.pages.ModelPagesResult;
import dev.mercato.ml.recommend.ScoreRecommendJob;
import dev.mercato.ml.recommend.TrainRecommendJob;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The main job: simulate, load, build marts, train, score, report, in one session. */
@Command(
    name = "run",
    description =
        "The main job: simulate a shop, load it, build the marts, train and apply the models, make the report.")
final class RunCommand extends PlatformCommand {

  @Mixin ShopOptions shop = new ShopOptions();

  @Override
  protected Map<String, String> settingsOptions() {
    return shop.settings();
  }

  @Override
  protected ExitStatus run(JobContext context) {
    String batch = new GenerateJob(context).execute().manifest().batch();
    new LoadJob(context, LoadOptions.batch(batch)).execute();
    new MartsJob(context, MartsOptions.changes()).execute();
    trainAndScore("recommend", () -> trainRecommend(context));
    trainAndScore("churn", () -> trainChurn(context));
    ReportResult report = new ReportJob(context).execute();
    report.notices().forEach(System.err::println);
    ModelPagesResult models = new ModelPagesJob(context).execute();
    models.notices().forEach(System.err::println);
    out()
        .printf(
            """

            The report: %s
            The models: %s

            Try next:
              ./mercato models show churn%s
              ./mercato sql "SELECT segment, count(*), sum(lifetime_value) FROM customer_360 GROUP BY segment"%s
              ./mercato tables%s        the data dictionary
              ./mercato status%s        what is loaded, what was run
            """,
            report.page(), models.page(), sameHome(), sameHome(), sameHome(), sameHome());
    return ExitStatus.DONE;
  }

  private static void trainRecommend(JobContext context) {
    new TrainRecommendJob(context, TrainOptions.latest()).execute();
    new ScoreRecommendJob(context).execute();
  }

  private static void trainChurn(JobContext context) {
    new TrainChurnJob(context, TrainOptions.latest()).execute();
    new ScoreChurnJob(context).execute();
  }

  /** A shop too small to learn from has all the rest. */
  private static void trainAndScore(String model, Runnable work) {
    try {
      work.run();
    } catch (TooLittleDataException e) {
      System.err.printf("The model '%s' is left out: %s%n", model, e.getMessage());
    }
  }
}

package dev.mercato.ml.pages;

import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.ModelTables;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.ml.churn.StoredChurn;
import dev.mercato.ml.churn.TrainChurnJob;
import dev.mercato.ml.churn.card.ChurnParts;
import dev.mercato.ml.churn.evaluate.ChurnEvaluation;
import dev.mercato.ml.churn.evaluate.RetentionValue;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.recommend.TrainRecommendJob;
import dev.mercato.ml.recommend.card.RecommendParts;
import dev.mercato.ml.recommend.evaluate.RankingEvaluation;
import dev.mercato.page.Page;
import dev.mercato.page.PageFiles;
import dev.mercato.page.plot.Gallery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes the page of the models that serve, beside the report of the shop: how good they are, who is
 * at risk, what is recommended, what it is worth.
 */
public final class ModelPagesJob implements Job<ModelPagesResult> {
  private static final String DIRECTORY = "/models";
  private static final String FILE = "models.html";

  private final JobContext context;

  public ModelPagesJob(JobContext context) {
    this.context = context;
  }

  @Override
  public ModelPagesResult execute() {
    try (var step = context.progress().begin("write the models' page")) {
      ModelStore store = ModelStore.of(context);
      Gallery gallery = new Gallery();
      List<Page.Part> parts = new ArrayList<>();
      List<String> notices = new ArrayList<>();
      Optional<StoredModel> churn = store.champion(TrainChurnJob.NAME);
      Optional<StoredModel> recommend = store.champion(TrainRecommendJob.NAME);
      churn.ifPresentOrElse(
          model -> addChurn(model, gallery, parts, notices),
          () -> notices.add(missing(TrainChurnJob.NAME)));
      recommend.ifPresentOrElse(
          model -> addRecommend(model, gallery, parts, notices),
          () -> notices.add(missing(TrainRecommendJob.NAME)));
      Optional<Map<String, byte[]>> bitmaps = gallery.bitmaps();
      Page page =
          new Page(
              "Models",
              subtitle(churn, recommend),
              notices,
              parts,
              "Made by mercato report-models from the models that serve and the tables they fill. The page needs no network; the plots also stand beside it as PNG files.");
      PageFiles.Written written =
          new PageFiles(
                  new PageFiles.Place(
                      "The models' page",
                      context.settings().locations().reports() + DIRECTORY,
                      FILE,
                      "paths.reports"),
                  context.spark().sparkContext().hadoopConfiguration())
              .replace(page, bitmaps.orElse(Map.of()));
      List<String> told = new ArrayList<>(notices);
      if (bitmaps.isEmpty()) {
        told.add(Gallery.NO_FONTS);
      }
      return new ModelPagesResult(written.page(), told);
    }
  }

  private static String missing(String name) {
    return "There is no model '%s': train one with 'train %s'.".formatted(name, name);
  }

  private static String subtitle(Optional<StoredModel> churn, Optional<StoredModel> recommend) {
    List<String> models = new ArrayList<>();
    recommend.ifPresent(model -> models.add(model.id().toString()));
    churn.ifPresent(model -> models.add(model.id().toString()));
    return models.isEmpty() ? "No model serves yet." : "What serves: " + String.join(", ", models);
  }

  private void addChurn(
      StoredModel model, Gallery gallery, List<Page.Part> parts, List<String> notices) {
    ChurnEvaluation evaluation = model.readJson("evaluation.json", ChurnEvaluation.class);
    RetentionValue value =
        new RetentionValue(
            context.settings().churn().retention(), StoredChurn.of(model).spending());
    parts.addAll(new ChurnParts(evaluation, gallery).all());
    Dataset<Row> scores = table(ModelTables.CHURN_SCORES);
    if (scores.isEmpty()) {
      notices.add("No customer is scored yet: run 'score churn'.");
    } else {
      parts.add(new AtRisk(scores, value.assumptions()).part());
      parts.add(new Business(scores, value, evaluation.horizonDays()).part(gallery));
    }
  }

  private void addRecommend(
      StoredModel model, Gallery gallery, List<Page.Part> parts, List<String> notices) {
    RankingEvaluation evaluation = model.readJson("evaluation.json", RankingEvaluation.class);
    parts.addAll(new RecommendParts(evaluation, gallery).all());
    Dataset<Row> recommendations = table(ModelTables.RECOMMENDATIONS);
    if (recommendations.isEmpty()) {
      notices.add("Nothing is recommended yet: run 'score recommend'.");
    } else {
      parts.add(new Recommended(recommendations, table(ShopTables.PRODUCTS)).part());
    }
  }

  private Dataset<Row> table(Table table) {
    return context
        .spark()
        .table("`%s`.`%s`".formatted(context.settings().database(), table.name()));
  }
}

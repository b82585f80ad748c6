package dev.mercato.ml.card;

import dev.mercato.ml.churn.evaluate.ChurnEvaluation;
import dev.mercato.ml.model.ModelDescription;
import dev.mercato.ml.model.StagedModel;
import dev.mercato.ml.recommend.evaluate.RankingEvaluation;
import dev.mercato.page.Page;
import dev.mercato.page.PageFiles;
import dev.mercato.page.plot.Gallery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * A page about one version of a model, written among its files as {@code card.html}: what it is
 * for, what it was made from, how good it is and where it ends (after Mitchell et al., "Model cards
 * for model reporting", 2019).
 */
public final class ModelCard {
  private static final String FILE = "card.html";

  private final StagedModel staged;
  private final ModelDescription description;
  private final Configuration hadoop;

  public ModelCard(StagedModel staged, ModelDescription description, Configuration hadoop) {
    this.staged = staged;
    this.description = description;
    this.hadoop = hadoop;
  }

  public void write(ChurnEvaluation evaluation) {
    Gallery gallery = new Gallery();
    write(
        "Who will not buy again within %d days, so that the shop can act in time and where it pays."
            .formatted(evaluation.horizonDays()),
        List.of(
            "It says nothing of users who have never ordered.",
            "Contributions say what moved a score, not what would change the customer.",
            "That an offer keeps anyone is an assumption, not something the data show.",
            "It was tested on one season; the season factor carries rates into others."),
        new ChurnParts(evaluation, gallery).all(),
        gallery);
  }

  public void write(RankingEvaluation evaluation) {
    Gallery gallery = new Gallery();
    write(
        "Ten products for every user, from what users viewed, put into carts and bought.",
        List.of(
            "Products launched after the training are not recommended before the next one.",
            "Users who have done nothing yet get what is popular in their country, or overall.",
            "Tested on what users bought by themselves: what showing a product would have changed is not in the data."),
        new RecommendParts(evaluation, gallery).all(),
        gallery);
  }

  private void write(String purpose, List<String> limits, List<Page.Part> parts, Gallery gallery) {
    List<Page.Part> all = new ArrayList<>();
    all.add(DescriptionParts.purpose(purpose, limits));
    all.addAll(parts);
    all.add(DescriptionParts.data(description));
    Page page =
        new Page(
            "Model " + staged.id(),
            description.algorithm(),
            List.of(),
            all,
            "Made by mercato train when the model was. The page needs no network; the plots also stand beside it as PNG files.");
    new PageFiles(
            new PageFiles.Place("The model card", staged.path("."), FILE, "paths.models"), hadoop)
        .replace(page, gallery.bitmaps().orElse(Map.of()));
  }
}

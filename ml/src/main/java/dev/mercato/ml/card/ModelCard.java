package dev.mercato.ml.card;

import dev.mercato.ml.model.ModelDescription;
import dev.mercato.ml.model.StagedModel;
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

  /**
   * Writes it.
   *
   * @param purpose what the model is for, in a sentence
   * @param limits where it ends, each a sentence
   * @param parts what its evaluation shows
   * @param gallery the plots of the parts
   */
  public void write(String purpose, List<String> limits, List<Page.Part> parts, Gallery gallery) {
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

package dev.mercato.ml.recommend.card;

import dev.mercato.ml.card.ModelCard;
import dev.mercato.ml.recommend.evaluate.RankingEvaluation;
import dev.mercato.page.plot.Gallery;
import java.util.List;

/** What the card of recommendations says. */
public final class RecommendCard {
  private RecommendCard() {}

  public static void write(ModelCard card, RankingEvaluation evaluation) {
    Gallery gallery = new Gallery();
    card.write(
        "Ten products for every user, from what users viewed, put into carts and bought.",
        List.of(
            "Products launched after the training are not recommended before the next one.",
            "Users who have done nothing yet get what is popular in their country, or overall.",
            "Tested on what users bought by themselves: what showing a product would have changed is not in the data."),
        new RecommendParts(evaluation, gallery).all(),
        gallery);
  }
}

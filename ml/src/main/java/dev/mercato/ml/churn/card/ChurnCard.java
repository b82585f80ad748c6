package dev.mercato.ml.churn.card;

import dev.mercato.ml.card.ModelCard;
import dev.mercato.ml.churn.evaluate.ChurnEvaluation;
import dev.mercato.page.plot.Gallery;
import java.util.List;

/** What the card of a churn model says. */
public final class ChurnCard {
  private ChurnCard() {}

  public static void write(ModelCard card, ChurnEvaluation evaluation) {
    Gallery gallery = new Gallery();
    card.write(
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
}

package dev.mercato.ml.model;

import dev.mercato.core.MercatoException;
import java.util.Optional;
import java.util.function.Function;

/** Champion against challenger, on the examples of the newest cut. */
public final class Contest {
  private final ModelStore store;
  private final String figure;

  /**
   * @param figure what is compared, in words, of which more is better
   */
  public Contest(ModelStore store, String figure) {
    this.store = store;
    this.figure = figure;
  }

  /**
   * Decides, and promotes the challenger if it has won or stands alone.
   *
   * @param score the figure of each example for the challenger
   * @param championScore the same for the champion; empty if it cannot be applied to these data, as
   *     when it takes other features
   */
  public Promotion decide(
      StoredModel challenger,
      double[] score,
      Function<StoredModel, Optional<double[]>> championScore) {
    Promotion promotion =
        decision(
            challenger.id().name(), challenger.description().window().cut(), score, championScore);
    if (promotion.promoted()) {
      store.promote(challenger.id());
    }
    return promotion;
  }

  private Promotion decision(
      String name,
      String challengerCut,
      double[] score,
      Function<StoredModel, Optional<double[]>> championScore) {
    Optional<StoredModel> champion;
    try {
      champion = store.champion(name);
    } catch (MercatoException damaged) {
      return Promotion.uncontested("The champion cannot be used: " + damaged.getMessage());
    }
    if (champion.isEmpty()) {
      return Promotion.uncontested("There was no champion before.");
    }
    ModelId id = champion.get().id();
    if (champion.get().description().window().cut().compareTo(challengerCut) > 0) {
      return Promotion.refused(
          "The champion %s stays: it was tested at %s, and what came after the earlier cut %s is no secret to it."
              .formatted(id.version(), champion.get().description().window().cut(), challengerCut));
    }
    return championScore
        .apply(champion.get())
        .map(theirs -> Promotion.byGain(id, figure, PairedBootstrap.difference(theirs, score)))
        .orElseGet(
            () ->
                Promotion.uncontested(
                    "The champion %s takes other features than the tables have now."
                        .formatted(id.version())));
  }
}

package dev.mercato.generator;

import dev.mercato.simulator.users.BetaPrior;
import dev.mercato.simulator.users.GammaPrior;
import dev.mercato.simulator.users.Priors;

/**
 * The distributions of the hidden traits as they are kept as JSON; what each means stands with
 * {@link Priors}.
 */
record TruePriors(
    GammaPrior visitRate,
    GammaPrior dropoutRate,
    BetaPrior conversion,
    double tasteConcentration,
    double maxLifetimeDays) {

  static TruePriors of(Priors priors) {
    return new TruePriors(
        priors.visitRate(),
        priors.dropoutRate(),
        priors.conversion(),
        priors.tasteConcentration(),
        Priors.MAX_LIFETIME_DAYS);
  }
}

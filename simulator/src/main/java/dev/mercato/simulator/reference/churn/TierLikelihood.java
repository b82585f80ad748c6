package dev.mercato.simulator.reference.churn;

import dev.mercato.simulator.users.LoyaltyTier;

/** P(tier | lambda, mu). */
@FunctionalInterface
interface TierLikelihood {

  double probability(LoyaltyTier tier, double visitRate, double dropoutRate);
}

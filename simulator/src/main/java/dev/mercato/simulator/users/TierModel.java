package dev.mercato.simulator.users;

/**
 * How the loyalty tier follows from a user's rates, as an ordered logistic model: with {@code z =
 * ln(lambda / E lambda) - 0.4 ln(mu / E mu)},
 *
 * <pre>P(tier is t or lower | lambda, mu) = 1 / (1 + exp(-(threshold(t) - z) / noise))</pre>
 *
 * <p>so the tier is a noisy hint at who comes often and stays long. The thresholds leave about 60,
 * 25, 11 and 4 per cent of users in the four tiers.
 *
 * @param visitRateMean E lambda
 * @param dropoutRateMean E mu
 */
public record TierModel(double visitRateMean, double dropoutRateMean) {

  /** The spread of the logistic noise, on the scale of the logarithm of a rate. */
  public static final double NOISE = 0.7;

  private static final double DROPOUT_WEIGHT = 0.4;
  private static final double[] THRESHOLDS = {0.15, 1.38, 2.55};

  /** P(tier | lambda, mu); over the tiers it adds up to 1. */
  public double probability(LoyaltyTier tier, double visitRate, double dropoutRate) {
    double z = score(visitRate, dropoutRate);
    return upTo(tier.code(), z) - upTo(tier.code() - 1, z);
  }

  /** The tier at a uniform number in [0, 1). */
  LoyaltyTier draw(double uniform, double visitRate, double dropoutRate) {
    double z = score(visitRate, dropoutRate);
    for (LoyaltyTier tier : LoyaltyTier.values()) {
      if (uniform < upTo(tier.code(), z)) {
        return tier;
      }
    }
    return LoyaltyTier.PLATINUM;
  }

  private double score(double visitRate, double dropoutRate) {
    return StrictMath.log(visitRate / visitRateMean)
        - DROPOUT_WEIGHT * StrictMath.log(dropoutRate / dropoutRateMean);
  }

  private static double upTo(int tier, double z) {
    if (tier < 0 || tier >= THRESHOLDS.length) {
      return tier < 0 ? 0 : 1;
    }
    return 1 / (1 + StrictMath.exp((z - THRESHOLDS[tier]) / NOISE));
  }
}

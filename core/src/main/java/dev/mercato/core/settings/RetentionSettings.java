package dev.mercato.core.settings;

import java.util.Map;

/**
 * What is assumed of keeping customers.
 *
 * @param margin the share of a customer's spending that is earned
 * @param offerCost what an offer costs a customer, in the shop's currency
 * @param offerEffect the share of those about to churn whom an offer keeps
 * @param messageCost what a message costs a customer
 * @param messageEffect the share of those about to churn whom a message keeps
 * @param actionHigh what to do about those most at risk, in words
 * @param actionMedium what to do about those at some risk
 * @param actionLow what to do about the others
 */
public record RetentionSettings(
    double margin,
    double offerCost,
    double offerEffect,
    double messageCost,
    double messageEffect,
    String actionHigh,
    String actionMedium,
    String actionLow) {
  private static final double MOST_COST = 1_000_000;

  static RetentionSettings read(SettingsReader reader) {
    return new RetentionSettings(
        reader.share("churn.margin"),
        reader.decimal("churn.offer-cost", 0, MOST_COST),
        reader.share("churn.offer-effect"),
        reader.decimal("churn.message-cost", 0, MOST_COST),
        reader.share("churn.message-effect"),
        reader.text("churn.action-high"),
        reader.text("churn.action-medium"),
        reader.text("churn.action-low"));
  }

  /** The assumed figures, by the settings' keys. */
  Map<String, String> described() {
    return Map.of(
        "churn.margin", String.valueOf(margin),
        "churn.offer-cost", String.valueOf(offerCost),
        "churn.offer-effect", String.valueOf(offerEffect),
        "churn.message-cost", String.valueOf(messageCost),
        "churn.message-effect", String.valueOf(messageEffect));
  }
}

package dev.mercato.ml.churn.feature;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;

/** What is known of the customer in person. */
final class PersonFeatures {
  private static final List<String> TIERS = List.of("bronze", "silver", "gold", "platinum");

  private PersonFeatures() {}

  static List<CustomerFeature> of(FeatureSet set) {
    List<CustomerFeature> features = new ArrayList<>();
    features.add(
        new CustomerFeature(
            "tenure_days",
            "days from sign-up to the cut; from the first order where sign-ups are not known",
            "a customer for %.0f days",
            coalesce(col("signup_age"), col("first_order_age"))));
    if (set.hasAge()) {
      features.add(
          new CustomerFeature(
              "age_years", "years from birth to the cut", "%.0f years old", col("years")));
    }
    if (set.hasTier()) {
      features.add(
          new CustomerFeature(
              "loyalty_tier",
              "0 bronze, 1 silver, 2 gold, 3 platinum; 0 for any other",
              "loyalty tier %.0f of 0 to 3",
              coalesce(tier(), lit(0.0))));
    }
    set.channels().forEach(channel -> features.add(acquiredBy(channel)));
    return features;
  }

  private static Column tier() {
    Column tier = lit(null).cast("double");
    for (int level = 0; level < TIERS.size(); level++) {
      tier = when(col("loyalty_tier").equalTo(TIERS.get(level)), (double) level).otherwise(tier);
    }
    return tier;
  }

  private static CustomerFeature acquiredBy(String channel) {
    return new CustomerFeature(
        "channel_" + channel.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"),
        "1 if acquired by " + channel + ", else 0",
        "acquired by " + channel.replace("%", "%%") + ": %.0f",
        when(col("channel").equalTo(channel), 1.0).otherwise(0.0));
  }
}

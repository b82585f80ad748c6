package dev.mercato.ml.churn.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/** What a customer's orders say. */
final class PurchaseFeatures {
  private PurchaseFeatures() {}

  static List<CustomerFeature> of(FeatureSet set, SeasonCalendar calendar) {
    List<CustomerFeature> features = new ArrayList<>(rhythm(set.longestWindow()));
    for (int window : set.windows()) {
      features.addAll(within(window, calendar));
    }
    features.addAll(habits());
    return features;
  }

  private static List<CustomerFeature> rhythm(int longestWindow) {
    Column gap =
        when(
                col("orders").gt(1),
                col("first_order_age").minus(col("last_order_age")).divide(col("orders").minus(1)))
            .otherwise(lit((double) longestWindow));
    return List.of(
        new CustomerFeature(
            "recency_days",
            "days from the last order to the cut",
            "last ordered %.0f days ago",
            col("last_order_age")),
        new CustomerFeature(
            "first_order_days",
            "days from the first order to the cut",
            "first ordered %.0f days ago",
            col("first_order_age")),
        new CustomerFeature("orders", "orders before the cut", "%.0f orders so far", col("orders")),
        new CustomerFeature(
            "order_gap_days",
            "mean days between orders; the longest window if there is one order",
            "orders every %.0f days",
            gap),
        new CustomerFeature(
            "recency_in_gaps",
            "recency_days / (order_gap_days + 7)",
            "silent for %.1f times the usual time between orders",
            col("last_order_age").divide(gap.plus(Rates.FEWEST_DAYS))));
  }

  private static List<CustomerFeature> within(int window, SeasonCalendar calendar) {
    return List.of(
        new CustomerFeature(
            "orders_expected_" + window,
            "orders of the last %d days / their season x the season of the label window"
                .formatted(window),
            "orders of the last %d days promise %%.2f more".formatted(window),
            Rates.expected(
                "orders_" + window, calendar.purchasesBefore(window), calendar.purchasesAfter())),
        new CustomerFeature(
            "amount_" + window,
            "spent in the last %d days".formatted(window),
            "spent %%.2f in the last %d days".formatted(window),
            col("amount_" + window)));
  }

  private static List<CustomerFeature> habits() {
    return List.of(
        new CustomerFeature(
            "order_value",
            "amount / orders",
            "spends %.2f an order",
            col("amount").divide(col("orders"))),
        new CustomerFeature(
            "discount_share",
            "discount / (amount + discount)",
            "a share of %.2f off by discounts",
            Rates.share(col("discount"), col("amount").plus(col("discount")))),
        new CustomerFeature(
            "lines_an_order",
            "order lines / orders",
            "%.1f products an order",
            col("lines").divide(col("orders"))),
        new CustomerFeature(
            "reversed_share",
            "orders known at the cut to be cancelled, refunded or failed / orders",
            "a share of %.2f of the orders came to nothing",
            col("reversed").divide(col("orders"))),
        new CustomerFeature(
            "categories",
            "categories bought from",
            "bought from %.0f categories",
            col("categories")));
  }
}

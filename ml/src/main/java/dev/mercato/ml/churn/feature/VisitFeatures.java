package dev.mercato.ml.churn.feature;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/** What a customer's visits say. */
final class VisitFeatures {
  private final SeasonCalendar calendar;
  private final List<Integer> windows;
  private final int longestWindow;

  /** Days of visiting since the later of sign-up and the first loaded day, held up. */
  private final Column observed;

  private final Column conversion = col("buying_visits").plus(1).divide(col("visits").plus(10));

  private VisitFeatures(FeatureSet set, SeasonCalendar calendar) {
    this.calendar = calendar;
    this.windows = set.windows();
    this.longestWindow = set.longestWindow();
    this.observed =
        greatest(worthSince(col("signup_age"), calendar.visitsFromDay()), lit(Rates.FEWEST_DAYS));
  }

  static List<CustomerFeature> of(FeatureSet set, SeasonCalendar calendar) {
    VisitFeatures visits = new VisitFeatures(set, calendar);
    List<CustomerFeature> features = new ArrayList<>(visits.rhythm());
    visits.windows.forEach(window -> features.add(visits.expectedBy(window)));
    features.add(visits.trend());
    List.of(visits.windows.get(0), visits.longestWindow)
        .forEach(window -> features.addAll(interestWithin(window)));
    features.addAll(visits.buying());
    features.addAll(habits());
    return features;
  }

  private List<CustomerFeature> rhythm() {
    Column last = when(col("visits").gt(0), col("last_visit_age")).otherwise(col("last_order_age"));
    return List.of(
        new CustomerFeature(
            "visit_recency_days",
            "days from the last visit to the cut; from the last order without visits",
            "last visited %.0f days ago",
            last),
        new CustomerFeature("visits", "visits before the cut", "%.0f visits so far", col("visits")),
        new CustomerFeature(
            "visits_expected",
            "visits / season since the later of sign-up and the first day loaded x season of the label window",
            "visits so far promise %.1f more",
            col("visits").divide(observed).multiply(calendar.visitsAfter())),
        new CustomerFeature(
            "silence_in_visits",
            "visits expected since the last one, at the rate before it",
            "stayed away for %.1f usual visits",
            last.multiply(col("visits")).divide(observed)));
  }

  private CustomerFeature expectedBy(int window) {
    return new CustomerFeature(
        "visits_expected_" + window,
        "visits of the last %d days / their season x the season of the label window"
            .formatted(window),
        "visits of the last %d days promise %%.1f more".formatted(window),
        Rates.expected("visits_" + window, calendar.visitsBefore(window), calendar.visitsAfter()));
  }

  private CustomerFeature trend() {
    return new CustomerFeature(
        "visit_trend",
        "(visits of the last 30 days + 1) / (a third of those of the last %d days scaled to 90 + 1)"
            .formatted(longestWindow),
        "visits %.1f times as often as before",
        col("visits_" + windows.get(Math.min(1, windows.size() - 1)))
            .plus(1)
            .divide(col("visits_" + longestWindow).multiply(30.0 / longestWindow).plus(1)));
  }

  private static List<CustomerFeature> interestWithin(int window) {
    return List.of(
        new CustomerFeature(
            "views_" + window,
            "products viewed in the last %d days".formatted(window),
            "viewed %%.0f products in the last %d days".formatted(window),
            col("views_" + window)),
        new CustomerFeature(
            "cart_visits_" + window,
            "visits of the last %d days that filled a cart".formatted(window),
            "filled a cart on %%.0f visits of the last %d days".formatted(window),
            col("cart_visits_" + window)));
  }

  private List<CustomerFeature> buying() {
    return List.of(
        new CustomerFeature(
            "conversion",
            "(visits that bought + 1) / (visits + 10)",
            "buys on a share of %.2f of the visits",
            conversion),
        new CustomerFeature(
            "purchases_expected",
            "conversion x visits_expected",
            "visits and buying so far promise %.2f orders",
            conversion
                .multiply(col("visits"))
                .divide(observed)
                .multiply(calendar.purchasesAfter())),
        new CustomerFeature(
            "abandoned_share",
            "visits with a cart that bought nothing / visits with a cart",
            "left a share of %.2f of the carts behind",
            Rates.share(col("cart_visits").minus(col("buying_visits")), col("cart_visits"))));
  }

  private static List<CustomerFeature> habits() {
    return List.of(
        new CustomerFeature(
            "removals_a_visit",
            "products taken out of the cart / visits",
            "takes %.2f products a visit out of the cart",
            Rates.share(col("removals"), col("visits"))),
        new CustomerFeature(
            "searches_a_visit",
            "searches / visits",
            "searches %.2f times a visit",
            Rates.share(col("searches"), col("visits"))),
        new CustomerFeature(
            "mobile_share",
            "visits by a mobile device / visits",
            "a share of %.2f of the visits by mobile",
            col("mobile")));
  }

  /**
   * What the days are worth since the later of sign-up and the first loaded day.
   *
   * @param left what they are worth from each loaded day on
   */
  private static Column worthSince(Column signupAge, double[] left) {
    int days = left.length - 1;
    Column index =
        least(
            greatest(lit(days).minus(coalesce(signupAge, lit((double) days))).cast("int"), lit(0)),
            lit(days));
    return element_at(lit(left), index.plus(1));
  }
}

package dev.mercato.ml.churn.feature;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import dev.mercato.core.MercatoException;
import dev.mercato.ml.model.Feature;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.History;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which features a model takes. Fixed when it is trained, by what the tables have: what is absent
 * there is absent here, not zero.
 *
 * @param longestWindow the longest window in days, at most the history before the earliest cut that
 *     was trained on, so that it is as long at every cut
 * @param hasEvents whether there are visits to count
 * @param hasAge whether birth dates are known
 * @param hasTier whether loyalty tiers are known
 * @param channels the acquisition channels that are told apart; empty if they are not known
 */
public record FeatureSet(
    int longestWindow, boolean hasEvents, boolean hasAge, boolean hasTier, List<String> channels) {
  private static final List<Integer> WINDOWS = List.of(7, 30, 90);
  private static final int LONGEST = 365;
  private static final int MOST_CHANNELS = 20;

  /** A rate over fewer days than this says little, and is held down. */
  private static final double FEWEST_DAYS = 7;

  private static final List<String> TIERS = List.of("bronze", "silver", "gold", "platinum");

  public FeatureSet {
    channels = List.copyOf(channels);
  }

  /** What the tables have at the earliest cut that will be trained on. */
  public static FeatureSet of(History history) {
    long days = ChronoUnit.DAYS.between(history.firstDay(), history.cut().day());
    Row known =
        history
            .users()
            .agg(
                count_if(col("birth_date").isNull()),
                count_if(col("loyalty_tier").isNull()),
                count_if(col("channel").isNull()))
            .first();
    List<String> channels =
        history
            .users()
            .select("channel")
            .distinct()
            .limit(MOST_CHANNELS + 1)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .filter(channel -> channel != null)
            .toList();
    boolean hasChannels = known.getLong(2) == 0 && channels.size() <= MOST_CHANNELS;
    return new FeatureSet(
        (int) Math.min(days, LONGEST),
        history.hasClickstream(),
        known.getLong(0) == 0,
        known.getLong(1) == 0,
        hasChannels ? List.copyOf(new TreeSet<>(channels)) : List.of());
  }

  /** Names and formulas, in the order of the values. */
  public List<Feature> documented() {
    return described().stream()
        .map(feature -> new Feature(feature.name(), feature.formula()))
        .toList();
  }

  /** What each feature says in a reason, in the order of the values. */
  public List<String> words() {
    return described().stream().map(CustomerFeature::words).toList();
  }

  /**
   * The features of all customers.
   *
   * @return user_id, orders, amount, last_order_age, and {@code x}, an array of double
   * @throws MercatoException status 1 if a value is no finite number, with the feature
   */
  public Dataset<Row> of(History history, int horizonDays) {
    SeasonCalendar calendar = new SeasonCalendar(history.firstDay(), history.cut(), horizonDays);
    List<CustomerFeature> features = new Builder(calendar).build();
    Column[] values = features.stream().map(CustomerFeature::column).toArray(Column[]::new);
    return CustomerFacts.of(history, windows())
        .select(
            col("user_id"),
            col("orders"),
            col("amount"),
            col("last_order_age"),
            array(values).as("x"));
  }

  /**
   * Refuses examples of which a feature is not a finite number.
   *
   * @throws MercatoException status 1, with the feature and the number of customers
   */
  public void requireFinite(Dataset<Row> examples, Cut cut) {
    Column broken =
        exists(
            col("x"),
            value ->
                value.isNull().or(value.isNaN()).or(abs(value).equalTo(Double.POSITIVE_INFINITY)));
    List<Row> rows = examples.where(broken).select("user_id", "x").limit(1).collectAsList();
    if (rows.isEmpty()) {
      return;
    }
    List<Object> values = rows.get(0).getList(1);
    List<Feature> features = documented();
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) instanceof Double value) || !Double.isFinite(value)) {
        throw MercatoException.failed(
            "The feature '%s' of user %d at the cut %s is %s, which no model can take: correct the row in the tables that it is made from (%s)."
                .formatted(
                    features.get(i).name(),
                    rows.get(0).getLong(0),
                    cut,
                    values.get(i),
                    features.get(i).formula()));
      }
    }
  }

  private List<Integer> windows() {
    List<Integer> windows = new ArrayList<>();
    WINDOWS.stream().filter(window -> window < longestWindow).forEach(windows::add);
    windows.add(longestWindow);
    return windows;
  }

  /** The features of a calendar on which every day is the same: good for names and words only. */
  private List<CustomerFeature> described() {
    LocalDate day = LocalDate.EPOCH;
    return new Builder(new SeasonCalendar(day, new Cut(day.plusDays(1)), 1)).build();
  }

  /** Puts the features together, */
  private final class Builder {
    private final SeasonCalendar calendar;
    private final List<CustomerFeature> features = new ArrayList<>();

    Builder(SeasonCalendar calendar) {
      this.calendar = calendar;
    }

    List<CustomerFeature> build() {
      addOrders();
      if (hasEvents) {
        addVisits();
      }
      addCustomer();
      return features;
    }

    private void add(String name, String formula, String words, Column column) {
      features.add(new CustomerFeature(name, formula, words, column.cast("double")));
    }

    private void addOrders() {
      Column gap =
          when(
                  col("orders").gt(1),
                  col("first_order_age")
                      .minus(col("last_order_age"))
                      .divide(col("orders").minus(1)))
              .otherwise(lit((double) longestWindow));
      add(
          "recency_days",
          "days from the last order to the cut",
          "last ordered %.0f days ago",
          col("last_order_age"));
      add(
          "first_order_days",
          "days from the first order to the cut",
          "first ordered %.0f days ago",
          col("first_order_age"));
      add("orders", "orders before the cut", "%.0f orders so far", col("orders"));
      add(
          "order_gap_days",
          "mean days between orders; the longest window if there is one order",
          "orders every %.0f days",
          gap);
      add(
          "recency_in_gaps",
          "recency_days / (order_gap_days + 7)",
          "silent for %.1f times the usual time between orders",
          col("last_order_age").divide(gap.plus(FEWEST_DAYS)));
      for (int window : windows()) {
        add(
            "orders_expected_" + window,
            "orders of the last %d days / their season x the season of the label window"
                .formatted(window),
            "orders of the last %d days promise %%.2f more".formatted(window),
            expected(
                "orders_" + window, calendar.purchasesBefore(window), calendar.purchasesAfter()));
        add(
            "amount_" + window,
            "spent in the last %d days".formatted(window),
            "spent %%.2f in the last %d days".formatted(window),
            col("amount_" + window));
      }
      add(
          "order_value",
          "amount / orders",
          "spends %.2f an order",
          col("amount").divide(col("orders")));
      add(
          "discount_share",
          "discount / (amount + discount)",
          "a share of %.2f off by discounts",
          share(col("discount"), col("amount").plus(col("discount"))));
      add(
          "lines_an_order",
          "order lines / orders",
          "%.1f products an order",
          col("lines").divide(col("orders")));
      add(
          "reversed_share",
          "orders known at the cut to be cancelled, refunded or failed / orders",
          "a share of %.2f of the orders came to nothing",
          col("reversed").divide(col("orders")));
      add("categories", "categories bought from", "bought from %.0f categories", col("categories"));
    }

    private void addVisits() {
      Column observed = observed(col("signup_age"), calendar.visitsFromDay());
      Column last =
          when(col("visits").gt(0), col("last_visit_age")).otherwise(col("last_order_age"));
      add(
          "visit_recency_days",
          "days from the last visit to the cut; from the last order without visits",
          "last visited %.0f days ago",
          last);
      add("visits", "visits before the cut", "%.0f visits so far", col("visits"));
      add(
          "visits_expected",
          "visits / season since the later of sign-up and the first day loaded x season of the label window",
          "visits so far promise %.1f more",
          col("visits")
              .divide(greatest(observed, lit(FEWEST_DAYS)))
              .multiply(calendar.visitsAfter()));
      add(
          "silence_in_visits",
          "visits expected since the last one, at the rate before it",
          "stayed away for %.1f usual visits",
          last.multiply(col("visits")).divide(greatest(observed, lit(FEWEST_DAYS))));
      for (int window : windows()) {
        add(
            "visits_expected_" + window,
            "visits of the last %d days / their season x the season of the label window"
                .formatted(window),
            "visits of the last %d days promise %%.1f more".formatted(window),
            expected("visits_" + window, calendar.visitsBefore(window), calendar.visitsAfter()));
      }
      add(
          "visit_trend",
          "(visits of the last 30 days + 1) / (a third of those of the last %d days scaled to 90 + 1)"
              .formatted(longestWindow),
          "visits %.1f times as often as before",
          col("visits_" + windows().get(Math.min(1, windows().size() - 1)))
              .plus(1)
              .divide(col("visits_" + longestWindow).multiply(30.0 / longestWindow).plus(1)));
      for (int window : List.of(windows().get(0), longestWindow)) {
        add(
            "views_" + window,
            "products viewed in the last %d days".formatted(window),
            "viewed %%.0f products in the last %d days".formatted(window),
            col("views_" + window));
        add(
            "cart_visits_" + window,
            "visits of the last %d days that filled a cart".formatted(window),
            "filled a cart on %%.0f visits of the last %d days".formatted(window),
            col("cart_visits_" + window));
      }
      add(
          "conversion",
          "(visits that bought + 1) / (visits + 10)",
          "buys on a share of %.2f of the visits",
          col("buying_visits").plus(1).divide(col("visits").plus(10)));
      add(
          "purchases_expected",
          "conversion x visits_expected",
          "visits and buying so far promise %.2f orders",
          col("buying_visits")
              .plus(1)
              .divide(col("visits").plus(10))
              .multiply(col("visits"))
              .divide(greatest(observed, lit(FEWEST_DAYS)))
              .multiply(calendar.purchasesAfter()));
      add(
          "abandoned_share",
          "visits with a cart that bought nothing / visits with a cart",
          "left a share of %.2f of the carts behind",
          share(col("cart_visits").minus(col("buying_visits")), col("cart_visits")));
      add(
          "removals_a_visit",
          "products taken out of the cart / visits",
          "takes %.2f products a visit out of the cart",
          share(col("removals"), col("visits")));
      add(
          "searches_a_visit",
          "searches / visits",
          "searches %.2f times a visit",
          share(col("searches"), col("visits")));
      add(
          "mobile_share",
          "visits by a mobile device / visits",
          "a share of %.2f of the visits by mobile",
          col("mobile"));
    }

    private void addCustomer() {
      add(
          "tenure_days",
          "days from sign-up to the cut; from the first order where sign-ups are not known",
          "a customer for %.0f days",
          coalesce(col("signup_age"), col("first_order_age")));
      if (hasAge) {
        add("age_years", "years from birth to the cut", "%.0f years old", col("years"));
      }
      if (hasTier) {
        Column tier = lit(null).cast("double");
        for (int level = 0; level < TIERS.size(); level++) {
          tier =
              when(col("loyalty_tier").equalTo(TIERS.get(level)), (double) level).otherwise(tier);
        }
        add(
            "loyalty_tier",
            "0 bronze, 1 silver, 2 gold, 3 platinum; 0 for any other",
            "loyalty tier %.0f of 0 to 3",
            coalesce(tier, lit(0.0)));
      }
      for (String channel : channels) {
        add(
            "channel_" + channel.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"),
            "1 if acquired by " + channel + ", else 0",
            "acquired by " + channel.replace("%", "%%") + ": %.0f",
            when(col("channel").equalTo(channel), 1.0).otherwise(0.0));
      }
      add(
          "label_season",
          "how busy the days of the label window are by the public calendar, 1 being ordinary",
          "a season %.2f times as busy as ordinary",
          lit(calendar.labelSeason()));
    }

    private Column expected(String count, double before, double after) {
      return col(count).divide(lit(before)).multiply(lit(after));
    }

    /** Days of visiting since the later of sign-up and the first loaded day. */
    private Column observed(Column signupAge, double[] left) {
      int days = left.length - 1;
      Column index =
          least(
              greatest(
                  lit(days).minus(coalesce(signupAge, lit((double) days))).cast("int"), lit(0)),
              lit(days));
      return element_at(lit(left), index.plus(1));
    }

    private Column share(Column part, Column whole) {
      return when(whole.gt(0), round(part.divide(whole), 6)).otherwise(lit(0.0));
    }
  }
}

package dev.mercato.ml.churn.feature;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;

import dev.mercato.core.MercatoException;
import dev.mercato.ml.model.Feature;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.History;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
    Column[] values =
        features(calendar).stream()
            .map(feature -> feature.column().cast("double"))
            .toArray(Column[]::new);
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

  /** The windows before the cut that are looked at, in days, the shortest first. */
  List<Integer> windows() {
    List<Integer> windows = new ArrayList<>();
    WINDOWS.stream().filter(window -> window < longestWindow).forEach(windows::add);
    windows.add(longestWindow);
    return windows;
  }

  /** The features of a calendar on which every day is the same: good for names and words only. */
  private List<CustomerFeature> described() {
    LocalDate day = LocalDate.EPOCH;
    return features(new SeasonCalendar(day, new Cut(day.plusDays(1)), 1));
  }

  private List<CustomerFeature> features(SeasonCalendar calendar) {
    List<CustomerFeature> features = new ArrayList<>(PurchaseFeatures.of(this, calendar));
    if (hasEvents) {
      features.addAll(VisitFeatures.of(this, calendar));
    }
    features.addAll(PersonFeatures.of(this));
    features.add(
        new CustomerFeature(
            "label_season",
            "how busy the days of the label window are by the public calendar, 1 being ordinary",
            "a season %.2f times as busy as ordinary",
            lit(calendar.labelSeason())));
    return features;
  }
}

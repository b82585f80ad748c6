package dev.mercato.ml.churn.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;

import dev.mercato.ml.SimulatedTruth;
import dev.mercato.ml.time.History;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.reference.churn.AttainableChurn;
import dev.mercato.simulator.reference.churn.CustomerHistory;
import dev.mercato.simulator.reference.churn.CustomerRates;
import dev.mercato.simulator.reference.churn.ObservationWindow;
import dev.mercato.simulator.reference.churn.OracleChurn;
import dev.mercato.simulator.reference.churn.VisitDay;
import dev.mercato.simulator.users.LoyaltyTier;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The two references of a simulated shop: what who knows the shop makes of the customers' visits,
 * purchases and tiers, and what who knows each customer's own rates does.
 */
public final class ChurnReferences {
  private static final int PARTS = 8;
  private static final StructType ESTIMATES =
      new StructType()
          .add("user_id", DataTypes.LongType)
          .add("attainable", DataTypes.DoubleType)
          .add("oracle", DataTypes.DoubleType);

  private ChurnReferences() {}

  /** What is asked, as it is sent to tasks. */
  private record Question(ShopSpec shop, LocalDate firstDay, LocalDate cut, int horizonDays)
      implements Serializable {}

  /**
   * The probability of churn of every customer of the history.
   *
   * @return user_id, attainable, oracle
   */
  public static Dataset<Row> of(History history, int horizonDays, ShopSpec shop) {
    Question question = new Question(shop, history.firstDay(), history.cut().day(), horizonDays);
    MapPartitionsFunction<Row, Row> answer = rows -> answer(rows, question);
    return histories(history).mapPartitions(answer, Encoders.row(ESTIMATES));
  }

  private static Dataset<Row> histories(History history) {
    Dataset<Row> days =
        history
            .visits()
            .groupBy("user_id", "day")
            .agg(
                count(lit(1)).cast("int").as("visits"),
                count_if(col("purchases").gt(0)).cast("int").as("bought"),
                max(unix_micros(col("started_at"))).as("last"));
    Dataset<Row> visits =
        days.groupBy("user_id")
            .agg(
                max("last").as("last"), collect_list(struct("day", "visits", "bought")).as("days"));
    Dataset<Row> customers =
        history.transactions().where(col("user_id").isNotNull()).select("user_id").distinct();
    return history
        .users()
        .join(customers, "user_id")
        .join(visits, "user_id")
        .select(
            col("user_id"),
            unix_micros(col("signup_at")),
            col("loyalty_tier"),
            col("last"),
            col("days"))
        .repartition(PARTS, col("user_id"));
  }

  private static Iterator<Row> answer(Iterator<Row> rows, Question question) {
    Shop shop = SimulatedTruth.shop(question.shop());
    ObservationWindow window =
        new ObservationWindow(question.firstDay(), question.cut(), question.horizonDays());
    AttainableChurn attainable =
        AttainableChurn.of(shop.population().priors(), shop.seasons(), window);
    OracleChurn oracle = OracleChurn.of(shop.seasons(), window);
    List<Row> answers = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      List<VisitDay> days = new ArrayList<>();
      for (Object day : row.getList(4)) {
        Row visit = (Row) day;
        days.add(new VisitDay(visit.getInt(0), visit.getInt(1), visit.getInt(2)));
      }
      CustomerHistory history =
          new CustomerHistory(row.getLong(1), tier(row.getString(2)), row.getLong(3), days);
      CustomerRates rates = CustomerRates.of(shop.population().truth(row.getLong(0)));
      answers.add(
          RowFactory.create(
              row.getLong(0),
              attainable.estimate(history).churn(),
              oracle.estimate(rates, history).churn()));
    }
    return answers.iterator();
  }

  private static LoyaltyTier tier(String label) {
    return Arrays.stream(LoyaltyTier.values())
        .filter(tier -> tier.label().equals(label))
        .findFirst()
        .orElseThrow();
  }
}

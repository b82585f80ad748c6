package dev.mercato.ml.churn;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import dev.mercato.core.MercatoException;
import dev.mercato.ml.churn.feature.FeatureSet;
import dev.mercato.ml.time.History;
import dev.mercato.ml.time.Outcome;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Customers at a cut, with what became of them. */
final class ChurnExamples {
  /** One customer of so many is never learnt from. */
  private static final int HELD_OUT_OF = 5;

  private ChurnExamples() {}

  /**
   * The customers known at the cut: features from before it, labels from after it.
   *
   * @return user_id, orders, amount, last_order_age, x, churned (1 for no order placed within the
   *     horizon, whatever became of it, else 0), spent (within the horizon), held_out (customers
   *     that are never trained on, at whatever cut)
   * @throws MercatoException status 2 if history and outcome are of different cuts
   */
  static Dataset<Row> of(History history, Outcome outcome, FeatureSet features) {
    if (!history.cut().equals(outcome.cut())) {
      throw MercatoException.usage(
          "Features known at %s cannot be given labels from %s: use one cut."
              .formatted(history.cut(), outcome.cut()));
    }
    Dataset<Row> buyers =
        outcome
            .transactions()
            .where(col("user_id").isNotNull())
            .groupBy("user_id")
            .agg(sum(col("amount").cast("double")).as("spent"));
    return features
        .of(history, outcome.horizonDays())
        .join(buyers, new String[] {"user_id"}, "left")
        .withColumn("churned", col("spent").isNull().cast("double"))
        .withColumn("spent", coalesce(col("spent"), lit(0.0)))
        .withColumn("held_out", pmod(xxhash64(col("user_id")), lit(HELD_OUT_OF)).equalTo(lit(0)))
        .withColumn("cut_day", lit((int) history.cut().day().toEpochDay()));
  }
}

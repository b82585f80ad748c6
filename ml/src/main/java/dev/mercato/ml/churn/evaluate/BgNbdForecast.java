package dev.mercato.ml.churn.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;

import dev.mercato.ml.time.History;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The BG/NBD model fitted to a history: to each customer's days with orders, which is all that it
 * looks at. It is fitted to the history alone, without labels.
 */
public final class BgNbdForecast {
  /** More customers change the estimates by less than their standard errors. */
  private static final int MOST_FITTED = 40_000;

  private final BgNbd model;
  private final long[] users;
  private final double[] churn;

  private BgNbdForecast(BgNbd model, long[] users, double[] churn) {
    this.model = model;
    this.users = users;
    this.churn = churn;
  }

  /** Fits the model and applies it to the same customers. */
  public static BgNbdForecast of(History history, int horizonDays) {
    List<Row> customers = summaries(history).collectAsList();
    int step = Math.max(1, (customers.size() + MOST_FITTED - 1) / MOST_FITTED);
    int fitted = (customers.size() + step - 1) / step;
    double[][] summary = new double[3][fitted];
    for (int i = 0; i < fitted; i++) {
      for (int k = 0; k < 3; k++) {
        summary[k][i] = customers.get(i * step).getDouble(k + 1);
      }
    }
    BgNbd model = BgNbd.fit(summary[0], summary[1], summary[2]);
    long[] users = new long[customers.size()];
    double[] churn = new double[customers.size()];
    for (int i = 0; i < users.length; i++) {
      Row row = customers.get(i);
      users[i] = row.getLong(0);
      churn[i] =
          model.noPurchase(row.getDouble(1), row.getDouble(2), row.getDouble(3), horizonDays);
    }
    return new BgNbdForecast(model, users, churn);
  }

  /** The model; times in days. */
  public BgNbd model() {
    return model;
  }

  /** The customers, ascending. */
  public long[] users() {
    return users;
  }

  /** The probability of each of no purchase within the horizon. */
  public double[] churn() {
    return churn;
  }

  /** The usual summary: repeat purchases x, their last t_x and the observation T, in days. */
  private static Dataset<Row> summaries(History history) {
    return history
        .transactions()
        .where(col("user_id").isNotNull())
        .withColumn("day", unix_date(to_date(col("occurred_at"))))
        .groupBy("user_id")
        .agg(countDistinct("day").as("days"), min("day").as("first"), max("day").as("last"))
        .select(
            col("user_id"),
            col("days").minus(1).cast("double"),
            col("last").minus(col("first")).cast("double"),
            lit((int) history.cut().day().toEpochDay()).minus(col("first")).cast("double"))
        .orderBy("user_id");
  }
}

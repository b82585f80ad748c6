package dev.mercato.ml.recommend.evaluate;

import dev.mercato.ml.recommend.rank.ItemCatalogue;
import dev.mercato.ml.recommend.rank.ItemScorer;
import dev.mercato.ml.recommend.rank.UserProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * How far predicted preferences are from 1 for products bought and from 0 for as many drawn at
 * random; and how far the mean, one half, is from them. They say little of a ranking: a model may
 * be off in all scores and yet have the right products on top.
 */
public record PreferenceErrors(double rmse, double mae, double rmseOfMean, double maeOfMean) {
  private static final double MEAN = 0.5;

  /**
   * Measures.
   *
   * @param users user_id, country, items, bought, relevant
   */
  public static PreferenceErrors of(
      Dataset<Row> users, ItemCatalogue catalogue, ItemScorer scorer) {
    MapPartitionsFunction<Row, Double> errors =
        rows -> {
          List<Double> found = new ArrayList<>();
          float[] scores = new float[catalogue.size()];
          while (rows.hasNext()) {
            Row row = rows.next();
            UserProfile user = UserProfile.of(row, catalogue);
            scorer.score(user, scores);
            SplittableRandom random = new SplittableRandom(user.user());
            for (int item : UserProfile.places(row, 4, catalogue)) {
              found.add(1.0 - scores[item]);
              found.add((double) scores[random.nextInt(scores.length)]);
            }
          }
          return found.iterator();
        };
    Row sums =
        users
            .select("user_id", "country", "items", "bought", "relevant")
            .mapPartitions(errors, Encoders.DOUBLE())
            .selectExpr("sqrt(avg(value * value))", "avg(abs(value))")
            .first();
    return new PreferenceErrors(sums.getDouble(0), sums.getDouble(1), MEAN, MEAN);
  }
}

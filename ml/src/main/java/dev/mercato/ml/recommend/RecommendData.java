package dev.mercato.ml.recommend;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.TooLittleDataException;
import dev.mercato.ml.recommend.rank.ItemCatalogue;
import dev.mercato.ml.time.History;
import dev.mercato.ml.time.Outcome;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What a model learns from and is tested on, kept until the training is over.
 *
 * @param interactions user_id, product_id, weight
 * @param testUsers those who bought after the cut: user_id, country, items, bought, relevant
 */
record RecommendData(Dataset<Row> interactions, ItemCatalogue catalogue, Dataset<Row> testUsers)
    implements AutoCloseable {
  private static final int FEWEST_USERS = 20;
  private static final int PARTS = 4;

  /**
   * Reads it.
   *
   * @throws TooLittleDataException if nobody did anything before the cut, or few bought after it
   */
  static RecommendData of(History history, Outcome outcome, RecommendSettings settings) {
    Dataset<Row> interactions =
        Interactions.of(history, settings).persist(StorageLevel.MEMORY_AND_DISK());
    ItemCatalogue catalogue = catalogue(history, interactions);
    if (catalogue.size() == 0 || interactions.isEmpty()) {
      throw new TooLittleDataException(
          "Before %s no user had to do with any product: load more days, or choose a later cut."
              .formatted(history.cut()));
    }
    Dataset<Row> users =
        Interactions.byUser(history, interactions)
            .join(Interactions.relevant(history, outcome), "user_id")
            .repartition(PARTS, col("user_id"))
            .persist(StorageLevel.MEMORY_AND_DISK());
    long count = users.count();
    if (count < FEWEST_USERS) {
      throw new TooLittleDataException(
          "Only %d known users bought anything within %d days from %s, too few to test recommendations on (%d at least): load more days or more users, or set a longer recommend.horizon-days."
              .formatted(count, outcome.horizonDays(), history.cut(), FEWEST_USERS));
    }
    return new RecommendData(interactions, catalogue, users);
  }

  /** The products on sale, with the sum of their interactions as popularity. */
  static ItemCatalogue catalogue(History history, Dataset<Row> interactions) {
    Dataset<Row> popularity =
        interactions.groupBy("product_id").agg(sum(col("weight").cast("double")).as("popularity"));
    return ItemCatalogue.of(
        history
            .products()
            .select("product_id", "category")
            .join(popularity, new String[] {"product_id"}, "left")
            .withColumn("popularity", coalesce(col("popularity"), lit(0.0))));
  }

  @Override
  public void close() {
    interactions.unpersist();
    testUsers.unpersist();
  }
}

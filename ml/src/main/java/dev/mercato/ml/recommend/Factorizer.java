package dev.mercato.ml.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import dev.mercato.core.settings.RecommendSettings;
import dev.mercato.ml.recommend.rank.ItemCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * MLlib's alternating least squares for implicit feedback. MLlib takes ids as int: users and items
 * go by their places in the order of their ids.
 */
final class Factorizer implements AutoCloseable {
  private static final long SEED = 20_250_101L;

  /** The same on every machine, as the factors depend on it. */
  private static final int BLOCKS = 4;

  private final Dataset<Row> users;
  private final Dataset<Row> ratings;

  /**
   * @param interactions user_id, product_id, weight
   */
  Factorizer(SparkSession spark, Dataset<Row> interactions, ItemCatalogue catalogue) {
    this.users =
        interactions
            .select("user_id")
            .distinct()
            .withColumn("user", row_number().over(Window.orderBy("user_id")));
    List<Row> places = new ArrayList<>();
    for (int item = 0; item < catalogue.size(); item++) {
      places.add(RowFactory.create(catalogue.id(item), item));
    }
    StructType schema =
        new StructType().add("product_id", DataTypes.LongType).add("item", DataTypes.IntegerType);
    this.ratings =
        interactions
            .join(users, "user_id")
            .join(
                org.apache.spark.sql.functions.broadcast(spark.createDataFrame(places, schema)),
                "product_id")
            .select("user", "item", "weight")
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  ALSModel train(RecommendSettings.Factorization settings, boolean nonNegative) {
    return new ALS()
        .setUserCol("user")
        .setItemCol("item")
        .setRatingCol("weight")
        .setImplicitPrefs(true)
        .setNonnegative(nonNegative)
        .setRank(settings.rank())
        .setMaxIter(settings.rounds())
        .setRegParam(settings.regularization())
        .setAlpha(settings.confidence())
        .setNumBlocks(BLOCKS)
        .setCheckpointInterval(-1)
        .setSeed(SEED)
        .fit(ratings);
  }

  /** The factors of each item; null for items without interactions. */
  static float[][] itemFactors(ALSModel model, ItemCatalogue catalogue) {
    float[][] factors = new float[catalogue.size()][];
    for (Row row : model.itemFactors().collectAsList()) {
      factors[row.getInt(0)] = floats(row.getList(1));
    }
    return factors;
  }

  private static float[] floats(List<Float> values) {
    float[] result = new float[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = values.get(i);
    }
    return result;
  }

  /**
   * The trained factors of some users, by id.
   *
   * @param wanted user_id
   */
  Map<Long, double[]> userFactors(ALSModel model, Dataset<Row> wanted) {
    Map<Long, double[]> factors = new HashMap<>();
    Dataset<Row> rows =
        model
            .userFactors()
            .join(users, col("id").equalTo(col("user")))
            .join(wanted.select("user_id"), "user_id")
            .select("user_id", "features");
    for (Row row : rows.collectAsList()) {
      factors.put(
          row.getLong(0), row.<Float>getList(1).stream().mapToDouble(Float::doubleValue).toArray());
    }
    return factors;
  }

  @Override
  public void close() {
    ratings.unpersist();
  }
}

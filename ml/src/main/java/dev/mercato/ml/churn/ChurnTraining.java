package dev.mercato.ml.churn;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.signum;
import static org.apache.spark.sql.functions.transform;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.ml.TooLittleDataException;
import dev.mercato.ml.churn.feature.FeatureSet;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.History;
import dev.mercato.ml.time.ShopTimeline;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What one training is about: where the customers are looked at, what is known of them there, and
 * the examples that come of it, kept until the training is over.
 */
record ChurnTraining(
    ShopTimeline timeline, TrainingCuts cuts, FeatureSet features, int horizonDays, ChurnData data)
    implements AutoCloseable {

  /** The same on every machine, as the forest's samples depend on it. */
  private static final int PARTS = 4;

  /**
   * Makes the examples.
   *
   * @param asked the test's cut; the latest if none
   * @throws TooLittleDataException if too few days are loaded
   * @throws MercatoException if the cut cannot be used, or a feature is not a number
   */
  static ChurnTraining of(JobContext context, ShopTimeline timeline, Optional<LocalDate> asked) {
    int horizonDays = context.settings().churn().horizonDays();
    TrainingCuts cuts = TrainingCuts.of(timeline, asked, horizonDays);
    FeatureSet features = FeatureSet.of(timeline.before(cuts.earliest()));
    try (var step = context.progress().begin("churn: features and labels")) {
      Dataset<Row> learning =
          cuts.training().stream()
              .map(cut -> examples(timeline, cut, horizonDays, features))
              .reduce(Dataset::union)
              .orElseThrow();
      ChurnData data =
          new ChurnData(
              withVectors(learning.repartition(PARTS, col("user_id")))
                  .sortWithinPartitions("cut_day", "user_id")
                  .persist(StorageLevel.MEMORY_AND_DISK()),
              examples(timeline, cuts.test(), horizonDays, features)
                  .orderBy("user_id")
                  .persist(StorageLevel.MEMORY_AND_DISK()));
      step.rows(data.learning().count() + data.test().count());
      features.requireFinite(data.learning(), cuts.earliest());
      features.requireFinite(data.test(), cuts.test());
      return new ChurnTraining(timeline, cuts, features, horizonDays, data);
    }
  }

  /** All that was known at the cut of the test. */
  History historyOfTest() {
    return timeline.before(cuts.test());
  }

  /** The examples of the test with the features of a model, by user_id. */
  Dataset<Row> testWith(FeatureSet others) {
    return others.equals(features)
        ? data.test()
        : examples(timeline, cuts.test(), horizonDays, others).orderBy("user_id");
  }

  private static Dataset<Row> examples(
      ShopTimeline timeline, Cut cut, int horizonDays, FeatureSet features) {
    return ChurnExamples.of(timeline.before(cut), timeline.after(cut, horizonDays), features);
  }

  private static Dataset<Row> withVectors(Dataset<Row> examples) {
    return examples
        .withColumn("features", functions.array_to_vector(col("x")))
        .withColumn(
            "logs",
            functions.array_to_vector(
                transform(col("x"), value -> signum(value).multiply(log1p(abs(value))))))
        .withColumn("recency", functions.array_to_vector(array(log1p(col("last_order_age")))));
  }

  @Override
  public void close() {
    data.close();
  }
}

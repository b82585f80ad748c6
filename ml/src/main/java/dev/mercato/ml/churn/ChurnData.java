package dev.mercato.ml.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The examples of one training, kept until it is over.
 *
 * @param learning those of the training cuts, with vectors
 * @param test those of the test cut, by user_id
 */
record ChurnData(Dataset<Row> learning, Dataset<Row> test) implements AutoCloseable {

  /** Those that are learnt from. */
  Dataset<Row> learnt() {
    return learning.where(not(col("held_out")));
  }

  /** Those of the training cuts that are not. */
  Dataset<Row> heldOut() {
    return learning.where(col("held_out"));
  }

  @Override
  public void close() {
    learning.unpersist();
    test.unpersist();
  }
}

package dev.mercato.ml.churn.learn;

import dev.mercato.core.MercatoException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Gradient boosted trees by XGBoost, trained in one task; contributions are exact SHAP values
 * (Lundberg, Erion and Lee 2018).
 */
public final class BoostedTrees implements ChurnModel {
  private static final long serialVersionUID = 1L;
  private static final String FORMAT = "ubj";
  private static final int PATIENCE = 20;
  private static final int SEED = 20_250_101;

  private final byte[] bytes;
  private transient Booster booster;

  public BoostedTrees(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** The model as XGBoost writes it, in UBJSON. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * How it is trained.
   *
   * @param rounds trees at most; as many are used as give the lowest log-loss on the examples held
   *     out
   * @param rate by how much each tree counts
   */
  public record Options(int rounds, int depth, double rate) implements java.io.Serializable {}

  /**
   * Trains on examples.
   *
   * @param examples x, churned, held_out, user_id, cut_day
   */
  public static BoostedTrees train(Dataset<Row> examples, Options options) {
    MapPartitionsFunction<Row, byte[]> training = rows -> List.of(train(rows, options)).iterator();
    return new BoostedTrees(
        examples
            .select("x", "churned", "held_out", "user_id", "cut_day")
            .repartition(1)
            .sortWithinPartitions("cut_day", "user_id")
            .mapPartitions(training, Encoders.BINARY())
            .first());
  }

  private static byte[] train(Iterator<Row> rows, Options options) throws XGBoostError {
    Matrix learnt = new Matrix();
    Matrix heldOut = new Matrix();
    while (rows.hasNext()) {
      Row row = rows.next();
      (row.getBoolean(2) ? heldOut : learnt).add(row.getList(0), row.getDouble(1));
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("eval_metric", "logloss");
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", 128);
    parameters.put("max_depth", options.depth());
    parameters.put("eta", options.rate());
    parameters.put("min_child_weight", 20);
    parameters.put("subsample", 0.8);
    parameters.put("colsample_bytree", 0.8);
    parameters.put("lambda", 5);
    parameters.put("seed", SEED);
    parameters.put("nthread", Runtime.getRuntime().availableProcessors());
    parameters.put("verbosity", 0);
    parameters.put("silent", 1);
    DMatrix trainingSet = learnt.matrix();
    DMatrix validation = heldOut.matrix();
    try {
      Map<String, DMatrix> watches = Map.of("held_out", validation);
      float[][] losses = new float[1][options.rounds()];
      XGBoost.train(
              trainingSet, parameters, options.rounds(), watches, losses, null, null, PATIENCE)
          .dispose();
      Booster best =
          XGBoost.train(
              trainingSet, parameters, 1 + lowest(losses[0]), Map.of(), null, null, null, 0);
      try {
        return best.toByteArray(FORMAT);
      } finally {
        best.dispose();
      }
    } finally {
      trainingSet.dispose();
      validation.dispose();
    }
  }

  /** Rounds that were not trained have a loss of 0. */
  private static int lowest(float[] losses) {
    int best = 0;
    for (int round = 1; round < losses.length && losses[round] > 0; round++) {
      if (losses[round] < losses[best]) {
        best = round;
      }
    }
    return best;
  }

  @Override
  public double[][] contributions(double[][] rows) {
    Matrix matrix = new Matrix();
    for (double[] row : rows) {
      matrix.add(row);
    }
    try {
      DMatrix values = matrix.matrix();
      try {
        float[][] shares = booster().predictContrib(values, 0);
        double[][] result = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
          result[i] = new double[shares[i].length];
          for (int j = 0; j < shares[i].length; j++) {
            result[i][j] = shares[i][j];
          }
        }
        return result;
      } finally {
        values.dispose();
      }
    } catch (XGBoostError e) {
      throw MercatoException.failed(
          "The boosted trees cannot be applied (%s): train them again with 'train churn'."
              .formatted(e.getMessage()),
          e);
    }
  }

  private synchronized Booster booster() throws XGBoostError {
    if (booster == null) {
      try {
        booster = XGBoost.loadModel(bytes);
      } catch (java.io.IOException e) {
        throw new XGBoostError("they cannot be read", e);
      }
    }
    return booster;
  }

  /** Rows of features side by side, as XGBoost takes them. */
  private static final class Matrix {
    private final List<float[]> rows = new ArrayList<>();
    private final List<Float> labels = new ArrayList<>();

    void add(List<Double> values, double label) {
      float[] row = new float[values.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = values.get(i).floatValue();
      }
      rows.add(row);
      labels.add((float) label);
    }

    void add(double[] values) {
      float[] row = new float[values.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) values[i];
      }
      rows.add(row);
    }

    DMatrix matrix() throws XGBoostError {
      int width = rows.get(0).length;
      float[] all = new float[rows.size() * width];
      for (int i = 0; i < rows.size(); i++) {
        System.arraycopy(rows.get(i), 0, all, i * width, width);
      }
      DMatrix matrix = new DMatrix(all, rows.size(), width, Float.NaN);
      if (!labels.isEmpty()) {
        float[] values = new float[labels.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = labels.get(i);
        }
        matrix.setLabel(values);
      }
      return matrix;
    }
  }
}

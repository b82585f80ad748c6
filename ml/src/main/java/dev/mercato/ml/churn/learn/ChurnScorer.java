package dev.mercato.ml.churn.learn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Applies a model to customers, some thousands at a time. */
public final class ChurnScorer {
  private static final int BLOCK = 4_096;
  private static final StructType SCORED =
      new StructType()
          .add("user_id", DataTypes.LongType)
          .add("probability", DataTypes.DoubleType)
          .add("contributions", DataTypes.createArrayType(DataTypes.DoubleType, false));

  private ChurnScorer() {}

  /**
   * The scores.
   *
   * @param customers user_id and x
   * @return user_id, probability, contributions
   */
  public static Dataset<Row> score(Dataset<Row> customers, ChurnModel model) {
    return score(
        customers,
        model,
        SCORED,
        (row, contributions) ->
            RowFactory.create(
                row.getLong(0), ChurnModel.probability(contributions), contributions));
  }

  /** The probabilities of churn, in the order of the customers, for as many as memory holds. */
  public static double[] probabilities(Dataset<Row> customers, ChurnModel model) {
    return score(customers, model).select("probability").collectAsList().stream()
        .mapToDouble(row -> row.getDouble(0))
        .toArray();
  }

  /**
   * The scores as other rows.
   *
   * @param customers user_id and x
   * @param schema of the rows that come out
   */
  public static Dataset<Row> score(
      Dataset<Row> customers, ChurnModel model, StructType schema, Outcome outcome) {
    MapPartitionsFunction<Row, Row> scoring = rows -> new Blocks(rows, model, outcome);
    return customers.select("user_id", "x").mapPartitions(scoring, Encoders.row(schema));
  }

  /** What is made of a customer's score. */
  @FunctionalInterface
  public interface Outcome extends Serializable {
    /**
     * A row.
     *
     * @param customer user_id and x
     * @param contributions to the log odds, by feature and, last, what is the same for all
     */
    Row of(Row customer, double[] contributions);
  }

  /** The rows of a partition, scored block by block. */
  private static final class Blocks implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final ChurnModel model;
    private final Outcome outcome;
    private Iterator<Row> block = List.<Row>of().iterator();

    Blocks(Iterator<Row> rows, ChurnModel model, Outcome outcome) {
      this.rows = rows;
      this.model = model;
      this.outcome = outcome;
    }

    @Override
    public boolean hasNext() {
      if (!block.hasNext() && rows.hasNext()) {
        block = scored();
      }
      return block.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return block.next();
    }

    private Iterator<Row> scored() {
      List<Row> customers = new ArrayList<>();
      List<double[]> values = new ArrayList<>();
      while (rows.hasNext() && customers.size() < BLOCK) {
        Row row = rows.next();
        customers.add(row);
        values.add(row.<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray());
      }
      double[][] contributions = model.contributions(values.toArray(double[][]::new));
      List<Row> scored = new ArrayList<>();
      for (int i = 0; i < contributions.length; i++) {
        scored.add(outcome.of(customers.get(i), contributions[i]));
      }
      return scored.iterator();
    }
  }
}

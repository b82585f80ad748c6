package dev.mercato.ml.churn.learn;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
    MapPartitionsFunction<Row, Row> scoring = rows -> new Blocks(rows, model);
    return customers.select("user_id", "x").mapPartitions(scoring, Encoders.row(SCORED));
  }

  /** The rows of a partition, scored block by block. */
  private static final class Blocks implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final ChurnModel model;
    private Iterator<Row> block = List.<Row>of().iterator();

    Blocks(Iterator<Row> rows, ChurnModel model) {
      this.rows = rows;
      this.model = model;
    }

    @Override
    public boolean hasNext() {
      if (!block.hasNext() && rows.hasNext()) {
        block = next(rows);
      }
      return block.hasNext();
    }

    @Override
    public Row next() {
      return block.next();
    }

    private Iterator<Row> next(Iterator<Row> from) {
      List<Long> users = new ArrayList<>();
      List<double[]> values = new ArrayList<>();
      while (from.hasNext() && users.size() < BLOCK) {
        Row row = from.next();
        users.add(row.getLong(0));
        values.add(row.<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray());
      }
      double[][] contributions = model.contributions(values.toArray(double[][]::new));
      List<Row> scored = new ArrayList<>();
      for (int i = 0; i < contributions.length; i++) {
        scored.add(
            RowFactory.create(
                users.get(i), ChurnModel.probability(contributions[i]), contributions[i]));
      }
      return scored.iterator();
    }
  }
}

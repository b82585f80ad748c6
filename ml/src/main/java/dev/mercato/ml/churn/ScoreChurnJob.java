package dev.mercato.ml.churn;

import static org.apache.spark.sql.functions.col;

import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.ModelTables;
import dev.mercato.core.warehouse.MartTable;
import dev.mercato.core.warehouse.StagedMart;
import dev.mercato.ml.CsvFile;
import dev.mercato.ml.churn.learn.ChurnModel;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.ShopTimeline;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Scores every customer as of the last loaded day, with the champion. */
public final class ScoreChurnJob implements Job<ScoreChurnResult> {
  private static final String CSV = "churn_predictions.csv";
  private static final int BLOCK = 4_096;
  private static final StructType SCORES =
      new StructType()
          .add("user_id", DataTypes.LongType)
          .add("probability", DataTypes.DoubleType)
          .add("risk", DataTypes.StringType)
          .add("action", DataTypes.StringType)
          .add("reason_1", DataTypes.StringType)
          .add("contribution_1", DataTypes.DoubleType)
          .add("reason_2", DataTypes.StringType)
          .add("contribution_2", DataTypes.DoubleType)
          .add("reason_3", DataTypes.StringType)
          .add("contribution_3", DataTypes.DoubleType)
          .add("model_version", DataTypes.StringType)
          .add("as_of", DataTypes.DateType);

  private final JobContext context;

  public ScoreChurnJob(JobContext context) {
    this.context = context;
  }

  @Override
  public ScoreChurnResult execute() {
    StoredModel stored = ModelStore.of(context).requireChampion(TrainChurnJob.NAME);
    StoredChurn churn = StoredChurn.of(stored);
    try (ShopTimeline timeline = ShopTimeline.of(context);
        var step = context.progress().begin("churn: score the customers")) {
      churn.requireFeaturesOf(stored.id(), timeline);
      Cut now = timeline.end();
      Dataset<Row> customers =
          churn.features().of(timeline.before(now), stored.description().window().horizonDays());
      churn.features().requireFinite(customers, now);
      ChurnReasons reasons =
          ChurnReasons.of(
              churn.features().words(),
              churn.bands(),
              context.settings().churn().retention(),
              stored.id().version(),
              Date.valueOf(timeline.lastDay()));
      Dataset<Row> scores = scores(customers, churn.model(), reasons);
      MartTable table = context.warehouse().mart(ModelTables.CHURN_SCORES);
      try (StagedMart staged = table.stage()) {
        scores.sortWithinPartitions("user_id").write().parquet(staged.directory());
        table.replace(staged, Map.of("model", stored.id().version()));
      }
      Dataset<Row> written =
          context
              .spark()
              .table(
                  "`%s`.`%s`"
                      .formatted(context.settings().database(), ModelTables.CHURN_SCORES.name()));
      long count = written.count();
      step.rows(count);
      String csv =
          new CsvFile(context, CSV)
              .write(written.orderBy(col("probability").desc(), col("user_id")));
      return new ScoreChurnResult(stored.id(), count, csv);
    }
  }

  private static Dataset<Row> scores(
      Dataset<Row> customers, ChurnModel model, ChurnReasons reasons) {
    MapPartitionsFunction<Row, Row> scoring =
        rows -> {
          List<Row> scored = new ArrayList<>();
          while (rows.hasNext()) {
            addBlock(rows, model, reasons, scored);
          }
          return scored.iterator();
        };
    return customers.select("user_id", "x").mapPartitions(scoring, Encoders.row(SCORES));
  }

  private static void addBlock(
      Iterator<Row> rows, ChurnModel model, ChurnReasons reasons, List<Row> scored) {
    List<Row> block = new ArrayList<>();
    while (rows.hasNext() && block.size() < BLOCK) {
      block.add(rows.next());
    }
    double[][] values = new double[block.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          block.get(i).<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray();
    }
    double[][] contributions = model.contributions(values);
    for (int i = 0; i < values.length; i++) {
      Row row = block.get(i);
      scored.add(reasons.row(row.getLong(0), row.getList(1), contributions[i]));
    }
  }
}

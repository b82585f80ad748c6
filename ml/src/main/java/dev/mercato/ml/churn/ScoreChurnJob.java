package dev.mercato.ml.churn;

import static org.apache.spark.sql.functions.col;

import dev.mercato.core.job.Job;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.ModelTables;
import dev.mercato.ml.churn.learn.ChurnScorer;
import dev.mercato.ml.model.ModelStore;
import dev.mercato.ml.model.StoredModel;
import dev.mercato.ml.score.CsvFile;
import dev.mercato.ml.score.ScoreTable;
import dev.mercato.ml.time.Cut;
import dev.mercato.ml.time.ShopTimeline;
import java.sql.Date;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Scores every customer as of the last loaded day, with the champion. */
public final class ScoreChurnJob implements Job<ScoreChurnResult> {
  private static final String CSV = "churn_predictions.csv";

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
          churn
              .features()
              .of(timeline.before(now), stored.description().window().horizonDays())
              .persist(StorageLevel.MEMORY_AND_DISK());
      churn.features().requireFinite(customers, now);
      ChurnReasons reasons =
          ChurnReasons.of(
              churn.features().words(),
              churn.bands(),
              context.settings().churn().retention(),
              stored.id().version(),
              Date.valueOf(timeline.lastDay()));
      Dataset<Row> scores =
          ChurnScorer.score(
              customers,
              churn.model(),
              ModelTables.CHURN_SCORES.fileSchema(),
              (row, contributions) -> reasons.row(row.getLong(0), row.getList(1), contributions));
      Dataset<Row> written;
      try {
        written =
            new ScoreTable(context, ModelTables.CHURN_SCORES)
                .replace(scores.sortWithinPartitions("user_id"), stored.id().version());
      } finally {
        customers.unpersist();
      }
      long count = written.count();
      step.rows(count);
      String csv =
          new CsvFile(context, CSV)
              .write(written.orderBy(col("probability").desc(), col("user_id")));
      return new ScoreChurnResult(stored.id(), count, csv);
    }
  }
}

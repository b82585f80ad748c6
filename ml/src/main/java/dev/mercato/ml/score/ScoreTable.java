package dev.mercato.ml.score;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.Table;
import dev.mercato.core.warehouse.MartTable;
import dev.mercato.core.warehouse.StagedMart;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A table that a model's scores fill: each scoring replaces it whole. */
public final class ScoreTable {
  private final JobContext context;
  private final Table table;

  public ScoreTable(JobContext context, Table table) {
    this.context = context;
    this.table = table;
  }

  /**
   * Puts these rows in place of those that the table has, in one step for its readers.
   *
   * @param rows the table's columns
   * @param version the model's, which the table remembers
   * @return the table as it is read now
   */
  public Dataset<Row> replace(Dataset<Row> rows, String version) {
    MartTable target = context.warehouse().mart(table);
    try (StagedMart staged = target.stage()) {
      rows.write().parquet(staged.directory());
      target.replace(staged, Map.of("model", version));
    }
    return context
        .spark()
        .table("`%s`.`%s`".formatted(context.settings().database(), table.name()));
  }
}

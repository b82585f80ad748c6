package dev.mercato.ml.churn;

import static org.apache.spark.sql.functions.col;

import dev.mercato.ml.model.Feature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The split of a training as Parquet files, a column for each feature, for other tools. */
final class ChurnExport {
  private ChurnExport() {}

  /** Writes {@code train} and {@code test} below a directory, in place of what is there. */
  static void write(ChurnTraining training, Path directory) {
    Column[] columns = columns(training.features().documented());
    write(training.data().learning().select(columns), directory.resolve("train"));
    write(training.data().test().select(columns), directory.resolve("test"));
  }

  private static Column[] columns(List<Feature> features) {
    List<Column> columns =
        new ArrayList<>(List.of(col("user_id"), col("cut_day"), col("held_out"), col("churned")));
    for (int i = 0; i < features.size(); i++) {
      columns.add(col("x").getItem(i).as(features.get(i).name()));
    }
    return columns.toArray(Column[]::new);
  }

  private static void write(Dataset<Row> examples, Path directory) {
    examples.coalesce(1).write().mode("overwrite").parquet(directory.toString());
  }
}

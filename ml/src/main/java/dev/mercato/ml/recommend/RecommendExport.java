package dev.mercato.ml.recommend;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The split of a training as Parquet files, for other tools. */
final class RecommendExport {
  private RecommendExport() {}

  /** Writes {@code interactions} and {@code test} below a directory, in place of what is there. */
  static void write(RecommendData data, Path directory) {
    write(data.interactions(), directory.resolve("interactions"));
    write(data.testUsers().select("user_id", "bought", "relevant"), directory.resolve("test"));
  }

  private static void write(Dataset<Row> rows, Path directory) {
    rows.coalesce(1).write().mode("overwrite").parquet(directory.toString());
  }
}

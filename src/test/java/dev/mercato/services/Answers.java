package dev.mercato.services;

import dev.mercato.etl.verify.TableFingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What Spark answers, as text, to be set beside what HiveServer2 answers. */
public final class Answers {
  private Answers() {}

  /** The rows, each value as text or null. */
  public static List<List<String>> bySpark(Dataset<Row> rows) {
    String[] asText =
        Arrays.stream(rows.columns())
            .map(column -> "cast(`" + column + "` as string)")
            .toArray(String[]::new);
    return rows.selectExpr(asText).collectAsList().stream().map(Answers::texts).toList();
  }

  private static List<String> texts(Row row) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      texts.add(row.getString(i));
    }
    return texts;
  }

  /** The fingerprint of all columns of a table that Spark knows. */
  public static TableFingerprint fingerprint(SparkSession spark, String table) {
    return TableFingerprint.of(table, spark.table(table).schema());
  }
}

package dev.mercato.etl.verify;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Compares what HiveServer2 reads from a table with what Spark reads. */
final class HiveServerCheck {
  /** A table that changes between two readers' looks is looked at again so often. */
  private static final int LOOKS = 3;

  private final SparkSession spark;
  private final HiveServer hiveServer;
  private final CheckLog log;

  HiveServerCheck(SparkSession spark, HiveServer hiveServer, CheckLog log) {
    this.spark = spark;
    this.hiveServer = hiveServer;
    this.log = log;
  }

  /**
   * Makes the check.
   *
   * @param table with its database
   * @return the rows of the table
   */
  long check(String table) {
    TableFingerprint fingerprint = TableFingerprint.of(table, spark.table(table).schema());
    List<String> bySpark = askSpark(table, fingerprint);
    List<String> differences = List.of();
    for (int look = 1; look <= LOOKS; look++) {
      List<String> byHive = hiveServer.row(fingerprint.sql());
      differences = fingerprint.differences("Spark", bySpark, "HiveServer2", byHive);
      List<String> again = differences.isEmpty() ? bySpark : askSpark(table, fingerprint);
      if (again.equals(bySpark)) {
        break;
      }
      bySpark = again;
    }
    report(table, bySpark, differences);
    return Long.parseLong(bySpark.get(0));
  }

  private void report(String table, List<String> bySpark, List<String> differences) {
    if (differences.isEmpty()) {
      log.passed(
          CheckName.HIVESERVER2,
          table,
          "both engines read the same %s rows".formatted(bySpark.get(0)));
    } else {
      log.failed(CheckName.HIVESERVER2, table, String.join("; ", differences));
    }
  }

  private List<String> askSpark(String table, TableFingerprint fingerprint) {
    spark.catalog().refreshTable(table);
    Row row = spark.sql(fingerprint.sql()).head();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      texts.add(row.getString(i));
    }
    return texts;
  }
}

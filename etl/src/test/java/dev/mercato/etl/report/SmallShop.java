package dev.mercato.etl.report;

import dev.mercato.core.job.JobContext;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;

/**
 * A shop made by Spark SQL, the same each time: seasons, a skewed popularity, refunds, and the
 * marts that the report reads.
 *
 * @param ordersADay on an ordinary day
 */
record SmallShop(LocalDate from, LocalDate to, int ordersADay, int users, int products) {

  /** A few months, for tests. */
  static SmallShop ofFiveMonths() {
    return new SmallShop(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 6, 10), 6, 150, 40);
  }

  /** Fills the tables that the report reads. */
  void fill(JobContext context) {
    context.warehouse().create();
    SparkSession spark = context.spark();
    spark.sql("USE " + context.settings().database());
    spark.sql("SET hive.exec.dynamic.partition.mode=nonstrict");
    for (String statement : ShopStatements.all(this)) {
      spark.sql(statement);
    }
    spark.sql("USE default");
  }
}

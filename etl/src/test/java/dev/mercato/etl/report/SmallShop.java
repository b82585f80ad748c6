package dev.mercato.etl.report;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Table;
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
  static SmallShop ofAQuarter() {
    return new SmallShop(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 4, 10), 6, 150, 40);
  }

  /** Makes every table of the registry, empty. */
  static void createTables(JobContext context) {
    SparkSession spark = context.spark();
    String database = context.settings().database();
    String location = context.settings().locations().warehouse();
    spark.sql("CREATE DATABASE IF NOT EXISTS " + database);
    for (Table table : Registry.TABLES) {
      spark.sql(table.createStatement(database, location + "/" + database + "/" + table.name()));
    }
  }

  /** Fills the tables that the report reads. */
  void fill(JobContext context) {
    createTables(context);
    SparkSession spark = context.spark();
    spark.sql("USE " + context.settings().database());
    spark.sql("SET hive.exec.dynamic.partition.mode=nonstrict");
    for (String statement : ShopStatements.all(this)) {
      spark.sql(statement);
    }
    spark.sql("USE default");
  }
}

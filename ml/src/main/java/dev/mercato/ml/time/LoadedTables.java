package dev.mercato.ml.time;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;

import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** The shop's tables, all of them and of all time: nothing outside of this package sees them. */
final class LoadedTables implements AutoCloseable {
  private static final long DAY_MICROS = 86_400_000_000L;

  private final SparkSession spark;
  private final String database;
  private final LocalDate firstDay;
  private final boolean hasClickstream;
  private Dataset<Row> visits;

  LoadedTables(SparkSession spark, String database, LocalDate firstDay, boolean hasClickstream) {
    this.spark = spark;
    this.database = database;
    this.firstDay = firstDay;
    this.hasClickstream = hasClickstream;
  }

  LocalDate firstDay() {
    return firstDay;
  }

  boolean hasClickstream() {
    return hasClickstream;
  }

  Dataset<Row> read(Table table) {
    return spark.table("`%s`.`%s`".formatted(database, table.name()));
  }

  /**
   * One row for each day of each visit of a known user, so that a row is wholly before or after any
   * midnight. Read from the events once, and kept until this is closed: every cut looks at them.
   */
  synchronized Dataset<Row> visits() {
    if (visits == null) {
      visits =
          read(ShopTables.CLICKSTREAM)
              .where(col("user_id").isNotNull())
              .groupBy(
                  col("user_id"),
                  col("session_id"),
                  floor(unix_micros(col(Table.EVENT_TIME)).divide(lit(DAY_MICROS)))
                      .cast("int")
                      .as("day"))
              .agg(
                  min(Table.EVENT_TIME).as("started_at"),
                  steps("search").as("searches"),
                  steps("product_view").as("views"),
                  steps("add_to_cart").as("carts"),
                  steps("remove_from_cart").as("removals"),
                  steps("purchase").as("purchases"),
                  max(col("device").equalTo("mobile")).as("mobile"))
              .persist(StorageLevel.MEMORY_AND_DISK());
    }
    return visits;
  }

  private static Column steps(String type) {
    return count_if(col("event_type").equalTo(type)).cast("int");
  }

  @Override
  public synchronized void close() {
    if (visits != null) {
      visits.unpersist();
      visits = null;
    }
  }
}

package dev.mercato.ml.time;

import dev.mercato.core.table.Table;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The shop's tables, all of them and of all time: nothing outside of this package sees them. */
record LoadedTables(
    SparkSession spark, String database, LocalDate firstDay, boolean hasClickstream) {

  Dataset<Row> read(Table table) {
    return spark.table("`%s`.`%s`".formatted(database, table.name()));
  }
}

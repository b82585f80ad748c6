package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.sum;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;

/** Aggregates that sum some columns under their own names. */
final class Sums {
  private Sums() {}

  /** Sums the columns of each group; further aggregates come after them. */
  static Dataset<Row> of(
      RelationalGroupedDataset groups, Collection<String> columns, Column... further) {
    Column[] aggregates =
        Stream.concat(columns.stream().map(name -> sum(name).as(name)), Arrays.stream(further))
            .toArray(Column[]::new);
    return groups.agg(aggregates[0], Arrays.copyOfRange(aggregates, 1, aggregates.length));
  }
}

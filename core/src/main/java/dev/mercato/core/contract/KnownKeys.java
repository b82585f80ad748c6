package dev.mercato.core.contract;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The keys of a table that others refer to.
 *
 * @param keys one column of distinct whole numbers, none of them null
 * @param size how many there are
 * @param range the first and the last of them, if they fill it without a gap
 */
public record KnownKeys(Dataset<Row> keys, long size, Optional<Range> range) {

  /** Whole numbers from the first to the last, both included. */
  public record Range(long first, long last) {}

  public static KnownKeys of(Dataset<Row> keys) {
    String key = keys.columns()[0];
    Row row = keys.agg(count(lit(1)), min(col(key)), max(col(key))).head();
    long count = row.getLong(0);
    boolean gapless = count > 0 && row.getLong(2) - row.getLong(1) + 1 == count;
    return new KnownKeys(
        keys,
        count,
        gapless ? Optional.of(new Range(row.getLong(1), row.getLong(2))) : Optional.empty());
  }
}

package dev.mercato.core.warehouse;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import dev.mercato.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * The checksum of a table's rows: the sum over the rows of the lower 32 bits of XXH64 of all
 * columns. It does not depend on the rows' order, the checksum of two sets of rows together is the
 * sum of theirs, and two thousand million rows fit.
 */
public final class RowChecksum {
  private static final long LOWER_32_BITS = 0xFFFFFFFFL;

  private RowChecksum() {}

  /** The aggregate; 0 for no rows. */
  public static Column of(Table table) {
    List<Column> hashed = new ArrayList<>();
    for (dev.mercato.core.table.Column column : table.columns()) {
      hashed.add(col(column.name()).cast(column.type().sparkType()));
      if (column.nullable()) {
        // XXH64 passes over nulls, so without this ('a', null) and (null, 'a') would be alike.
        hashed.add(col(column.name()).isNull());
      }
    }
    Column row = xxhash64(hashed.toArray(Column[]::new)).bitwiseAND(lit(LOWER_32_BITS));
    return coalesce(sum(row), lit(0L));
  }
}

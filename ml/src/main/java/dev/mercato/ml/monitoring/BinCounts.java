package dev.mercato.ml.monitoring;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.posexplode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts rows by bin: all columns in one pass, whose result is as small as the bins are few. */
final class BinCounts {
  private BinCounts() {}

  /** For each column the rows in its bins, in order, and after them those without a value. */
  static Map<String, List<Long>> of(Dataset<Row> rows, Map<String, ColumnBins> bins) {
    List<String> names = List.copyOf(bins.keySet());
    Map<String, List<Long>> counts = new LinkedHashMap<>();
    bins.forEach(
        (name, column) ->
            counts.put(name, new ArrayList<>(Collections.nCopies(column.count() + 1, 0L))));
    Column[] binned =
        names.stream()
            .map(name -> bins.get(name).binOf(col("`" + name + "`")))
            .toArray(Column[]::new);
    for (Row row :
        rows.select(posexplode(array(binned)).as(new String[] {"column", "bin"}))
            .groupBy("column", "bin")
            .count()
            .collectAsList()) {
      List<Long> column = counts.get(names.get(row.getInt(0)));
      column.set(row.isNullAt(1) ? column.size() - 1 : row.getInt(1), row.getLong(2));
    }
    return counts;
  }
}

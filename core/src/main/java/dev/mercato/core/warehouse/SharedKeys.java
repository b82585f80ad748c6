package dev.mercato.core.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.size;

import dev.mercato.core.table.Table;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Looks for keys that stand in more than one partition of a month. Reads the key columns only. */
final class SharedKeys {
  private static final String PARTITIONS = "partitions";

  private final TableStore store;

  SharedKeys(TableStore store) {
    this.store = store;
  }

  Map<YearMonth, Set<String>> find(Collection<YearMonth> months) {
    Map<YearMonth, Set<String>> found = new TreeMap<>();
    if (months.isEmpty() || store.table().key().isEmpty()) {
      return found;
    }
    List<Column> monthAndKey = new ArrayList<>(List.of(col(Table.EVENT_MONTH)));
    store.table().key().forEach(name -> monthAndKey.add(col(name)));
    List<Row> rows =
        store.describing(
            "look for keys that stand twice",
            () ->
                store
                    .spark()
                    .table(store.metastore().name(store.table()))
                    .filter(
                        col(Table.EVENT_MONTH)
                            .isin(months.stream().map(YearMonth::toString).toArray()))
                    .groupBy(monthAndKey.toArray(Column[]::new))
                    .agg(collect_set(col(Table.LOAD_ID)).as(PARTITIONS))
                    .filter(size(col(PARTITIONS)).gt(1))
                    .select(col(Table.EVENT_MONTH), explode(col(PARTITIONS)))
                    .distinct()
                    .collectAsList());
    rows.forEach(
        row ->
            found
                .computeIfAbsent(YearMonth.parse(row.getString(0)), any -> new TreeSet<>())
                .add(row.getString(1)));
    return found;
  }
}

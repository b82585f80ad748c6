package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.mercato.core.table.Table;
import java.time.YearMonth;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a change of the catalogue touches. */
final class CatalogueChange {
  private CatalogueChange() {}

  /**
   * The months with a product whose category or cost is another than when the month was computed.
   *
   * @param productMonths all of {@code product_months}
   * @param products the catalogue as it is now
   */
  static Set<YearMonth> months(Dataset<Row> productMonths, Dataset<Row> products) {
    Dataset<Row> now =
        products.select(
            col("product_id").as("listed"),
            col("category").as("category_now"),
            col("cost").as("cost_now"));
    return productMonths
        .join(broadcast(now), col("product_id").equalTo(col("listed")), "left")
        .where(
            not(
                col("category")
                    .eqNullSafe(col("category_now"))
                    .and(col("cost").eqNullSafe(col("cost_now")))))
        .select(Table.EVENT_MONTH)
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> YearMonth.parse(row.getString(0)))
        .collect(Collectors.toSet());
  }
}

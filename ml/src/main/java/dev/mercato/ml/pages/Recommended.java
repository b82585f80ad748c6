package dev.mercato.ml.pages;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.mercato.page.Page;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is recommended now. */
final class Recommended {
  private static final int PRODUCTS = 15;
  private static final int USERS = 5;
  private static final int PLACES = 3;

  private final Dataset<Row> recommendations;
  private final Dataset<Row> products;

  /**
   * @param recommendations the rows of {@code recommendations}
   * @param products the rows of {@code products}
   */
  Recommended(Dataset<Row> recommendations, Dataset<Row> products) {
    this.recommendations = recommendations;
    this.products = products;
  }

  Page.Part part() {
    List<Row> most =
        recommendations
            .groupBy("product_id")
            .agg(count(lit(1)).as("users"))
            .orderBy(col("users").desc(), col("product_id"))
            .limit(PRODUCTS)
            .join(broadcast(products), "product_id")
            .orderBy(col("users").desc(), col("product_id"))
            .select("name", "category", "users")
            .collectAsList();
    List<Row> users =
        recommendations
            .where(col("rank").leq(PLACES))
            .orderBy("user_id", "rank")
            .limit(USERS * PLACES)
            .join(broadcast(products), "product_id")
            .orderBy("user_id", "rank")
            .select("user_id", "rank", "name", "category")
            .collectAsList();
    return new Page.Part(
        "recommended",
        "What is recommended",
        List.of(
            DataTable.of("Products recommended most", most)
                .words("Product", row -> row.getString(0))
                .words("Category", row -> row.getString(1))
                .figures("Users", row -> Figures.count(row.getLong(2)))
                .toHtml(),
            Element.of("h3", "The first users"),
            DataTable.of("The first three of ten", users)
                .figures("User", row -> String.valueOf(row.getLong(0)))
                .figures("Place", row -> String.valueOf(row.getInt(1)))
                .words("Product", row -> row.getString(2))
                .words("Category", row -> row.getString(3))
                .toHtml()));
  }
}

package dev.mercato.ml.pages;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;

import dev.mercato.core.settings.RetentionSettings;
import dev.mercato.page.Page;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who is at risk now, and why. */
final class AtRisk {
  private static final int CUSTOMERS = 15;
  private static final int REASONS = 10;

  private final Dataset<Row> scores;
  private final RetentionSettings retention;

  /**
   * @param scores the rows of {@code churn_scores}
   */
  AtRisk(Dataset<Row> scores, RetentionSettings retention) {
    this.scores = scores;
    this.retention = retention;
  }

  Page.Part part() {
    List<Row> bands =
        scores
            .groupBy("risk")
            .agg(count(lit(1)), avg("probability"))
            .orderBy(avg("probability").desc())
            .collectAsList();
    List<Row> reasons =
        scores
            .where(col("risk").equalTo("HIGH").and(col("contribution_1").gt(0)))
            .groupBy(regexp_replace(col("reason_1"), "-?[0-9]+(\\.[0-9]+)?", "…").as("reason"))
            .agg(count(lit(1)).as("customers"))
            .orderBy(col("customers").desc(), col("reason"))
            .limit(REASONS)
            .collectAsList();
    List<Row> customers =
        scores
            .where(col("contribution_1").gt(0))
            .orderBy(col("probability").desc(), col("user_id"))
            .limit(CUSTOMERS)
            .select("user_id", "probability", "reason_1", "reason_2", "reason_3")
            .collectAsList();
    return new Page.Part(
        "at-risk",
        "Who is at risk, and why",
        List.of(
            DataTable.of("Customers by risk", bands)
                .words("Risk", row -> row.getString(0))
                .figures("Customers", row -> Figures.count(row.getLong(1)))
                .figures("Mean probability", row -> Figures.percent(row.getDouble(2)))
                .words("What to do", row -> action(row.getString(0)))
                .toHtml(),
            Element.of("h3", "The strongest reason of those at high risk"),
            DataTable.of("Customers at high risk by their strongest reason", reasons)
                .words("Reason", row -> row.getString(0))
                .figures("Customers", row -> Figures.count(row.getLong(1)))
                .toHtml(),
            Element.of("h3", "Those most at risk"),
            DataTable.of("Customers, the highest probability first", customers)
                .figures("Customer", row -> String.valueOf(row.getLong(0)))
                .figures("Probability", row -> Figures.percent(row.getDouble(1)))
                .words("First reason", row -> row.getString(2))
                .words("Second", row -> row.getString(3))
                .words("Third", row -> row.getString(4))
                .toHtml()));
  }

  private String action(String risk) {
    return switch (risk) {
      case "HIGH" -> retention.actionHigh();
      case "MEDIUM" -> retention.actionMedium();
      default -> retention.actionLow();
    };
  }
}

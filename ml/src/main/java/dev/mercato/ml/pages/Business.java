package dev.mercato.ml.pages;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.ntile;
import static org.apache.spark.sql.functions.sum;

import dev.mercato.core.settings.RetentionSettings;
import dev.mercato.ml.churn.evaluate.RetentionValue;
import dev.mercato.page.Page;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.plot.Frame;
import dev.mercato.page.plot.Gallery;
import dev.mercato.page.plot.Ink;
import dev.mercato.page.plot.Mark;
import dev.mercato.page.plot.Plot;
import dev.mercato.page.plot.Scale;
import dev.mercato.page.plot.Series;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What churn costs, and what offers would return at each depth: every figure computed from the
 * scores and from assumptions that are settings.
 */
final class Business {
  private static final int DEPTHS = 20;

  private final Dataset<Row> scores;
  private final RetentionValue value;
  private final int horizonDays;

  /**
   * @param scores the rows of {@code churn_scores}
   */
  Business(Dataset<Row> scores, RetentionValue value, int horizonDays) {
    this.scores = scores;
    this.value = value;
    this.horizonDays = horizonDays;
  }

  /**
   * Offers to a share of the customers, those most at risk first.
   *
   * @param churners how many of them are expected to churn
   */
  private record Depth(double share, double contacted, double churners, double profit) {}

  Page.Part part(Gallery gallery) {
    List<Depth> depths = depths();
    Depth all = depths.get(depths.size() - 1);
    Depth best = depths.get(0);
    for (Depth depth : depths) {
      best = depth.profit() > best.profit() ? depth : best;
    }
    RetentionSettings assumed = value.assumptions();
    return new Page.Part(
        "business",
        "What churn costs, and what offers return",
        List.of(
            Element.of(
                "p",
                "Of %s customers %s are expected not to order within %d days. Had they spent what others did who came back (%s each), that would be revenue of %s, and a margin of %s."
                    .formatted(
                        Figures.count(Math.round(all.contacted())),
                        Figures.count(Math.round(all.churners())),
                        horizonDays,
                        Figures.decimal(value.spending(), 2),
                        Figures.count(Math.round(all.churners() * value.spending())),
                        Figures.count(
                            Math.round(all.churners() * value.spending() * assumed.margin())))),
            gallery.hang(plot(depths, best)),
            DataTable.of("Offers to those most at risk, by depth", depths)
                .figures("Customers", depth -> Figures.percent(depth.share()))
                .figures("Offers", depth -> Figures.count(Math.round(depth.contacted())))
                .figures("Expected churners", depth -> Figures.count(Math.round(depth.churners())))
                .figures("Expected return", depth -> Figures.count(Math.round(depth.profit())))
                .toHtml(),
            assumptions(assumed)));
  }

  private List<Depth> depths() {
    List<Row> rows =
        scores
            .withColumn(
                "tile",
                ntile(DEPTHS).over(Window.orderBy(col("probability").desc(), col("user_id"))))
            .groupBy("tile")
            .agg(count(lit(1)), sum("probability"))
            .orderBy("tile")
            .collectAsList();
    double customers = rows.stream().mapToLong(row -> row.getLong(1)).sum();
    List<Depth> depths = new ArrayList<>();
    double contacted = 0;
    double churners = 0;
    for (Row row : rows) {
      contacted += row.getLong(1);
      churners += row.getDouble(2);
      depths.add(
          new Depth(
              contacted / customers, contacted, churners, value.offerProfit(churners, contacted)));
    }
    return depths;
  }

  private static Plot plot(List<Depth> depths, Depth best) {
    return Plot.of(
            "retention_campaign",
            "Expected return of offers, by the share of customers who get one",
            "The most, %s, is expected of offers to %s of the customers."
                .formatted(Figures.count(Math.round(best.profit())), Figures.percent(best.share())),
            List.of(Frame.wide(280, 64, 24), Frame.narrow(250, 56, 18)),
            Scale.shares(1),
            Scale.amounts(
                depths.stream().mapToDouble(Depth::profit).min().orElse(0),
                depths.stream().mapToDouble(Depth::profit).max().orElse(0)))
        .with(
            new Mark.Line(
                Ink.ACCENT,
                2.4f,
                Series.of(depths.stream().map(Depth::share).toList()),
                Series.of(depths.stream().map(Depth::profit).toList())));
  }

  private Element assumptions(RetentionSettings assumed) {
    record Assumption(String key, String value, String meaning) {}
    return DataTable.of(
            "What is assumed",
            List.of(
                new Assumption(
                    "churn.margin", String.valueOf(assumed.margin()), "share of spending earned"),
                new Assumption(
                    "churn.offer-cost",
                    String.valueOf(assumed.offerCost()),
                    "cost of an offer, each"),
                new Assumption(
                    "churn.offer-effect",
                    String.valueOf(assumed.offerEffect()),
                    "share of those about to churn whom an offer keeps"),
                new Assumption(
                    "(measured)",
                    Figures.decimal(value.spending(), 2),
                    "what a customer who came back spent within the horizon, at the training cuts")))
        .words("Setting", Assumption::key)
        .figures("Value", Assumption::value)
        .words("Meaning", Assumption::meaning)
        .toHtml();
  }
}

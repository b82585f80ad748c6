package dev.mercato.ml.recommend.card;

import dev.mercato.ml.card.Figure;
import dev.mercato.ml.recommend.evaluate.RankingEvaluation;
import dev.mercato.ml.recommend.evaluate.RankingFigures;
import dev.mercato.ml.recommend.evaluate.RankingSegment;
import dev.mercato.page.Page;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Gallery;
import dev.mercato.page.plot.HorizontalBars;
import dev.mercato.page.plot.Ink;
import dev.mercato.page.plot.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an evaluation of recommendations shows. */
public final class RecommendParts {
  private final RankingEvaluation evaluation;
  private final Gallery gallery;

  public RecommendParts(RankingEvaluation evaluation, Gallery gallery) {
    this.evaluation = evaluation;
    this.gallery = gallery;
  }

  /** All of it, in the order of the page. */
  public List<Page.Part> all() {
    return List.of(quality(), segments());
  }

  private Page.Part quality() {
    List<RankingFigures> rows =
        Stream.concat(evaluation.rankings().stream(), evaluation.references().stream()).toList();
    List<Node> nodes = new ArrayList<>();
    nodes.add(Element.of("p", summary()));
    nodes.add(
        gallery.hang(
            HorizontalBars.of(
                "recommend_ndcg",
                "NDCG@10: how near rankings come to one that knows what will be bought",
                summary(),
                250,
                Scale.amounts(
                    0, rows.stream().mapToDouble(row -> row.ndcg().value()).max().orElse(1)),
                rows.stream()
                    .map(
                        row ->
                            new HorizontalBars.Row(
                                named(row.name()),
                                List.of(
                                    new HorizontalBars.Bar(
                                        ink(row.name()),
                                        row.ndcg().value(),
                                        Figure.of(row.ndcg().value())))))
                    .toList())));
    nodes.add(table(policy(evaluation.boughtLeftOut()), rows));
    nodes.add(table(policy(!evaluation.boughtLeftOut()), evaluation.otherPolicy()));
    nodes.add(
        Element.of(
            "p",
            "Errors of predicted preferences (1 for bought, 0 for products drawn at random): RMSE %s and MAE %s, where the mean alone has %s and %s. They say little: only the order of the first ten is ever seen."
                .formatted(
                    Figures.decimal(evaluation.errors().rmse(), 3),
                    Figures.decimal(evaluation.errors().mae(), 3),
                    Figures.decimal(evaluation.errors().rmseOfMean(), 3),
                    Figures.decimal(evaluation.errors().maeOfMean(), 3))));
    return new Page.Part("recommend-quality", "Recommendations: how good they are", nodes);
  }

  private static String policy(boolean leftOut) {
    return leftOut ? "Products bought before left out" : "Products bought before kept";
  }

  private static Ink ink(String name) {
    return switch (name) {
      case "attainable", "oracle" -> Ink.MUTED;
      case "popularity", "popularity_category" -> Ink.WARM;
      default -> Ink.ACCENT;
    };
  }

  private String summary() {
    RankingFigures serving = find(evaluation.rankings(), evaluation.algorithm());
    String ceiling =
        evaluation.references().stream()
            .filter(reference -> reference.name().equals("attainable"))
            .findFirst()
            .map(
                reference ->
                    " Who knows the shop but not its users' tastes could reach %s (approximately the best), so that is %s of what is attainable."
                        .formatted(
                            Figure.of(reference.ndcg().value()),
                            Figures.percent(serving.ndcg().value() / reference.ndcg().value())))
            .orElse(" What could be reached at best is not known for real data.");
    return "%s users bought something in the %d days from %s on; %d of them had done nothing before. All %s products are ranked for each; %s products bought then that were launched later are left out. NDCG@10 of what serves is %s, of popularity %s.%s"
        .formatted(
            Figures.count(evaluation.tested()),
            evaluation.horizonDays(),
            evaluation.cut(),
            evaluation.withoutHistory(),
            Figures.count(evaluation.products()),
            Figures.count(evaluation.unlaunchedBought()),
            Figure.of(serving.ndcg().value()),
            Figure.of(find(evaluation.rankings(), "popularity").ndcg().value()),
            ceiling);
  }

  private static RankingFigures find(List<RankingFigures> rankings, String name) {
    return rankings.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }

  private static Element table(String caption, List<RankingFigures> rows) {
    return DataTable.of(caption + "; intervals of 95 % by bootstrap over users", rows)
        .words("Ranking", row -> named(row.name()))
        .figures("NDCG@10", row -> Figure.of(row.ndcg().value()))
        .figures("95 %", row -> Figure.bounds(row.ndcg()))
        .figures("Recall@10", row -> Figure.of(row.recall().value()))
        .figures("MRR", row -> Figure.of(row.mrr().value()))
        .figures("Coverage", row -> Figures.percent(row.coverage()))
        .figures("Popularity", row -> Figures.percent(row.popularityBias()))
        .figures("Fit, s", row -> row.seconds() > 0 ? Figures.decimal(row.seconds(), 1) : "")
        .toHtml();
  }

  private static String named(String name) {
    return switch (name) {
      case "als_popularity" -> "ALS with popularity (serves)";
      case "als" -> "ALS";
      case "als_nonnegative" -> "ALS, not negative (NMF-style)";
      case "item_knn" -> "Item to item (BM25)";
      case "popularity" -> "Popularity";
      case "popularity_category" -> "Popularity in the favourite category";
      case "attainable" -> "Reference: taste inferred";
      case "oracle" -> "Reference: taste known";
      default -> name;
    };
  }

  private Page.Part segments() {
    return new Page.Part(
        "recommend-segments",
        "Recommendations: for whom they are good",
        List.of(
            DataTable.of("Users by the products they had to do with before", evaluation.segments())
                .words("Users", RankingSegment::segment)
                .figures("Number", row -> Figures.count(row.users()))
                .figures("NDCG@10", row -> Figure.of(row.ndcg().value()))
                .figures("95 %", row -> Figure.bounds(row.ndcg()))
                .toHtml()));
  }
}

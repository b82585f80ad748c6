package dev.mercato.ml.churn.card;

import dev.mercato.ml.card.Figure;
import dev.mercato.ml.churn.evaluate.ChurnEvaluation;
import dev.mercato.ml.churn.evaluate.Curve;
import dev.mercato.ml.churn.evaluate.Decision;
import dev.mercato.ml.churn.evaluate.ForecastFigures;
import dev.mercato.ml.churn.evaluate.Importance;
import dev.mercato.ml.churn.evaluate.SegmentFigures;
import dev.mercato.page.Page;
import dev.mercato.page.html.DataTable;
import dev.mercato.page.html.Element;
import dev.mercato.page.html.Figures;
import dev.mercato.page.html.Node;
import dev.mercato.page.plot.Frame;
import dev.mercato.page.plot.Gallery;
import dev.mercato.page.plot.Gallery.KeyEntry;
import dev.mercato.page.plot.HorizontalBars;
import dev.mercato.page.plot.Ink;
import dev.mercato.page.plot.Mark;
import dev.mercato.page.plot.Plot;
import dev.mercato.page.plot.Scale;
import dev.mercato.page.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an evaluation of churn shows. */
public final class ChurnParts {
  private static final int IMPORTANCES = 15;

  private final ChurnEvaluation evaluation;
  private final Gallery gallery;

  public ChurnParts(ChurnEvaluation evaluation, Gallery gallery) {
    this.evaluation = evaluation;
    this.gallery = gallery;
  }

  /** All of it, in the order of the page. */
  public List<Page.Part> all() {
    return List.of(quality(), calibration(), decision(), importance(), segments());
  }

  private ForecastFigures serving() {
    return evaluation.models().stream()
        .filter(model -> model.name().equals(evaluation.algorithm()))
        .findFirst()
        .orElseThrow();
  }

  private Page.Part quality() {
    List<ForecastFigures> rows =
        Stream.of(evaluation.baselines(), evaluation.models(), evaluation.references())
            .flatMap(List::stream)
            .toList();
    List<Node> nodes = new ArrayList<>();
    nodes.add(Element.of("p", summary()));
    nodes.add(
        DataTable.of(
                "Forecasts of the same %s customers; intervals of 95%% by bootstrap"
                    .formatted(Figures.count(evaluation.tested())),
                rows)
            .words("Forecast", row -> named(row.name()))
            .figures("AUC", row -> Figure.of(row.auc().value()))
            .figures("95 %", row -> Figure.bounds(row.auc()))
            .figures("PR-AUC", row -> Figure.of(row.prAuc().value()))
            .figures("Log-loss", row -> Figure.of(row.logLoss().value()))
            .figures("Brier", row -> Figure.of(row.brier().value()))
            .figures("Calibration error", row -> Figure.of(row.calibrationError().value()))
            .figures("Fit, s", row -> row.seconds() > 0 ? Figures.decimal(row.seconds(), 1) : "")
            .toHtml());
    nodes.add(
        gallery.hang(
            curve(
                    "churn_roc_curve",
                    "Share of churners found, by the share of others called churners",
                    "The area under the curve is %s.".formatted(Figure.of(serving().auc().value())))
                .with(diagonal())
                .with(line(Ink.ACCENT, evaluation.roc())),
            new KeyEntry(Ink.ACCENT, serving().name()),
            new KeyEntry(Ink.MUTED, "guessing")));
    nodes.add(
        gallery.hang(
            curve(
                    "churn_precision_recall",
                    "Precision, by the share of churners found",
                    "Average precision is %s.".formatted(Figure.of(serving().prAuc().value())))
                .with(
                    new Mark.Line(
                        Ink.MUTED,
                        1.4f,
                        Series.of(0, 1),
                        Series.of(evaluation.churnRate(), evaluation.churnRate())))
                .with(line(Ink.ACCENT, evaluation.precision())),
            new KeyEntry(Ink.ACCENT, serving().name()),
            new KeyEntry(Ink.MUTED, "guessing")));
    return new Page.Part("churn-quality", "Churn: how good the forecast is", nodes);
  }

  private String summary() {
    String ceiling =
        evaluation.references().stream()
            .filter(reference -> reference.name().equals("attainable"))
            .findFirst()
            .map(
                reference ->
                    " Who knows the shop but not its customers could reach %s, so that is %s of what is attainable."
                        .formatted(
                            Figure.of(reference.auc().value()),
                            Figures.percent(serving().auc().value() / reference.auc().value())))
            .orElse(" What could be reached at best is not known for real data.");
    return "Of customers who had ordered before %s, %s ordered nothing in the %d days from then on. %s ranks a churner above another with probability %s.%s"
        .formatted(
            evaluation.cut(),
            Figures.percent(evaluation.churnRate()),
            evaluation.horizonDays(),
            named(evaluation.algorithm()),
            Figure.of(serving().auc().value()),
            ceiling);
  }

  private static String named(String name) {
    return switch (name) {
      case "xgboost" -> "XGBoost";
      case "forest" -> "Random forest";
      case "logistic" -> "Logistic regression";
      case "base_rate" -> "Baseline: the same for all";
      case "recency" -> "Baseline: recency alone";
      case "bg_nbd" -> "Baseline: BG/NBD";
      case "attainable" -> "Reference: the shop known, its customers not";
      case "oracle" -> "Reference: each customer's rates known";
      default -> name;
    };
  }

  private Page.Part calibration() {
    Curve curve = evaluation.calibration();
    return new Page.Part(
        "churn-calibration",
        "Churn: whether probabilities mean what they say",
        List.of(
            gallery.hang(
                curve(
                        "churn_calibration",
                        "Share that churned, by the probability that was forecast",
                        "The calibration error is %s."
                            .formatted(Figure.of(serving().calibrationError().value())))
                    .with(diagonal())
                    .with(line(Ink.ACCENT, curve)),
                new KeyEntry(Ink.ACCENT, serving().name()),
                new KeyEntry(Ink.MUTED, "if probabilities were exact")),
            DataTable.of(
                    "Lift: churn of each tenth over the mean, the highest risk first", tenths())
                .figures("Tenth", row -> String.valueOf(row + 1))
                .figures("Lift", row -> Figures.decimal(evaluation.lift().get(row), 2))
                .toHtml()));
  }

  private List<Integer> tenths() {
    return Stream.iterate(0, tenth -> tenth + 1).limit(evaluation.lift().size()).toList();
  }

  private Page.Part decision() {
    Decision decision = evaluation.decision();
    return new Page.Part(
        "churn-decision",
        "Churn: where a risk is called high",
        List.of(
            Element.of(
                "p",
                "HIGH from %s on, MEDIUM from %s on: where offers, and below it messages, would have earned the most from customers held out of training. On the test customers that calls %s of the churners (recall), and %s of those called churn (precision); F1 is %s."
                    .formatted(
                        Figures.decimal(evaluation.bands().high(), 3),
                        Figures.decimal(evaluation.bands().medium(), 3),
                        Figures.percent(decision.recall()),
                        Figures.percent(decision.precision()),
                        Figures.decimal(decision.f1(), 3))),
            DataTable.of("Test customers by what was called and what came", List.of(true, false))
                .words("Called", called -> called ? "a churner" : "no churner")
                .figures(
                    "Churned",
                    called ->
                        Figures.count(
                            called ? decision.truePositives() : decision.falseNegatives()))
                .figures(
                    "Ordered again",
                    called ->
                        Figures.count(
                            called ? decision.falsePositives() : decision.trueNegatives()))
                .toHtml()));
  }

  private Page.Part importance() {
    return new Page.Part(
        "churn-importance",
        "Churn: what the forecast goes by",
        List.of(
            bars(
                "churn_feature_importance", named(evaluation.algorithm()), evaluation.importance()),
            bars("churn_forest_importance", "Random forest", evaluation.forestImportance())));
  }

  private Element bars(String name, String model, List<Importance> importances) {
    List<Importance> first = importances.subList(0, Math.min(IMPORTANCES, importances.size()));
    return gallery.hang(
        HorizontalBars.of(
            name,
            model + ": mean size of a feature's contribution to the log odds",
            "The largest is that of %s.".formatted(first.get(0).feature()),
            190,
            Scale.amounts(0, first.get(0).contribution()),
            first.stream()
                .map(
                    one ->
                        new HorizontalBars.Row(
                            one.feature(),
                            List.of(
                                new HorizontalBars.Bar(
                                    Ink.ACCENT,
                                    one.contribution(),
                                    Figures.decimal(one.contribution(), 3)))))
                .toList()));
  }

  private Page.Part segments() {
    return new Page.Part(
        "churn-segments",
        "Churn: for whom the forecast is good",
        List.of(
            DataTable.of("Test customers", evaluation.segments())
                .words("Customers", SegmentFigures::segment)
                .figures("Number", row -> Figures.count(row.customers()))
                .figures("Churned", row -> Figures.percent(row.churnRate()))
                .figures("Forecast", row -> Figures.percent(row.meanProbability()))
                .figures("AUC", row -> Figure.of(row.auc()))
                .toHtml()));
  }

  private static Plot curve(String name, String title, String description) {
    return Plot.of(
        name,
        title,
        description,
        List.of(Frame.wide(320, 58, 24), Frame.narrow(280, 48, 18)),
        Scale.shares(1),
        Scale.shares(1));
  }

  private static Mark.Line diagonal() {
    return new Mark.Line(Ink.MUTED, 1.4f, Series.of(0, 1), Series.of(0, 1));
  }

  private static Mark.Line line(Ink ink, Curve curve) {
    return new Mark.Line(ink, 2.4f, Series.of(curve.x()), Series.of(curve.y()));
  }
}

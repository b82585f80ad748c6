package dev.mercato.ml.churn.evaluate;

import java.util.List;

/**
 * How good the forecasts of churn are on the customers of the test cut, and how good they could be.
 *
 * @param trainingCuts the cuts learnt from
 * @param cut the cut of the test
 * @param algorithm whose scores are used: the lowest log-loss on customers held out, at the
 *     training cuts
 * @param churnRate of the customers tested
 * @param models what learnt
 * @param baselines what is easily had
 * @param references what is possible, best last; empty where the truth is not known
 * @param decision at the threshold of HIGH
 * @param spending what a customer who came back spent within the horizon, at the training cuts
 */
public record ChurnEvaluation(
    List<String> trainingCuts,
    String cut,
    int horizonDays,
    long trained,
    long tested,
    String algorithm,
    double churnRate,
    List<ForecastFigures> models,
    List<ForecastFigures> baselines,
    List<ForecastFigures> references,
    Curve calibration,
    Curve roc,
    Curve precision,
    List<Double> lift,
    RiskBands bands,
    Decision decision,
    double spending,
    List<SegmentFigures> segments,
    List<Importance> importance,
    List<Importance> forestImportance,
    BgNbd bgNbd) {}

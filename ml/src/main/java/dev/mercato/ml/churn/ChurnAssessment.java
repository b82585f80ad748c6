package dev.mercato.ml.churn;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.posexplode;

import dev.mercato.ml.churn.evaluate.BgNbdForecast;
import dev.mercato.ml.churn.evaluate.ChurnEvaluation;
import dev.mercato.ml.churn.evaluate.ChurnEvaluator;
import dev.mercato.ml.churn.evaluate.ChurnReferences;
import dev.mercato.ml.churn.evaluate.ForecastFigures;
import dev.mercato.ml.churn.evaluate.Importance;
import dev.mercato.ml.churn.evaluate.TestCustomers;
import dev.mercato.ml.churn.learn.Algorithm;
import dev.mercato.ml.churn.learn.ChurnModel;
import dev.mercato.ml.churn.learn.ChurnScorer;
import dev.mercato.ml.churn.learn.Logistic;
import dev.mercato.ml.model.Feature;
import dev.mercato.ml.time.Cut;
import dev.mercato.simulator.ShopSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.sql.Row;

/** Judges what was learnt by the customers of the test, beside what is easily had and possible. */
final class ChurnAssessment {
  private final ChurnTraining training;
  private final LearntChurn learnt;
  private final ChurnForecasts tested;
  private final TestCustomers customers;
  private final ChurnEvaluator evaluator;

  /**
   * @param tested what the models say of the customers of the test
   */
  ChurnAssessment(ChurnTraining training, LearntChurn learnt, ChurnForecasts tested) {
    this.training = training;
    this.learnt = learnt;
    this.tested = tested;
    this.customers = tested.customers();
    this.evaluator = new ChurnEvaluator(customers);
  }

  /**
   * All figures.
   *
   * @param shop the simulated shop behind the tables, if there is one
   */
  ChurnEvaluation of(ChurnChoice choice, Optional<ShopSpec> shop) {
    BgNbdForecast bgNbd = BgNbdForecast.of(training.historyOfTest(), training.horizonDays());
    double[] probability = tested.by(choice.algorithm());
    return new ChurnEvaluation(
        training.cuts().training().stream().map(Cut::toString).toList(),
        training.cuts().test().toString(),
        training.horizonDays(),
        training.data().learnt().count(),
        customers.size(),
        choice.algorithm().label(),
        customers.churnRate(),
        models(),
        baselines(bgNbd),
        references(shop),
        evaluator.calibration(probability),
        evaluator.roc(probability),
        evaluator.precision(probability),
        evaluator.lift(probability),
        choice.bands(),
        evaluator.decision(probability, choice.bands(), choice.value()),
        choice.value().spending(),
        evaluator.segments(probability),
        importance(choice.algorithm()),
        importance(Algorithm.FOREST),
        bgNbd.model());
  }

  private List<ForecastFigures> models() {
    List<ForecastFigures> models = new ArrayList<>();
    tested
        .probabilities()
        .forEach(
            (name, probability) ->
                models.add(
                    evaluator.figures(name.label(), probability, learnt.seconds().get(name))));
    return models;
  }

  private List<ForecastFigures> baselines(BgNbdForecast bgNbd) {
    return List.of(
        evaluator.figures("base_rate", baseRate(), 0),
        evaluator.figures("recency", recencyAlone(), 0),
        evaluator.figures("bg_nbd", customers.valuesOf(bgNbd.users(), bgNbd.churn()), 0));
  }

  private double[] baseRate() {
    double[] same = new double[customers.size()];
    Arrays.fill(same, training.data().learnt().agg(avg("churned")).first().getDouble(0));
    return same;
  }

  private double[] recencyAlone() {
    LogisticRegressionModel model = Logistic.train(training.data().learnt(), "recency");
    double slope = model.coefficients().apply(0);
    return Arrays.stream(customers.recency())
        .map(days -> model.intercept() + slope * Math.log1p(days))
        .map(odds -> 1 / (1 + Math.exp(-odds)))
        .toArray();
  }

  private List<ForecastFigures> references(Optional<ShopSpec> shop) {
    if (shop.isEmpty() || !training.historyOfTest().hasClickstream()) {
      return List.of();
    }
    List<Row> rows =
        ChurnReferences.of(training.historyOfTest(), training.horizonDays(), shop.get())
            .orderBy("user_id")
            .collectAsList();
    long[] users = rows.stream().mapToLong(row -> row.getLong(0)).toArray();
    double[] attainable = rows.stream().mapToDouble(row -> row.getDouble(1)).toArray();
    double[] oracle = rows.stream().mapToDouble(row -> row.getDouble(2)).toArray();
    return List.of(
        evaluator.figures("attainable", customers.valuesOf(users, attainable), 0),
        evaluator.figures("oracle", customers.valuesOf(users, oracle), 0));
  }

  /** The mean size of what each feature adds to the log odds, the largest first. */
  private List<Importance> importance(Algorithm algorithm) {
    ChurnModel model = learnt.models().get(algorithm);
    List<Feature> names = training.features().documented();
    return ChurnScorer.score(training.data().test(), model)
        .select(posexplode(col("contributions")).as(new String[] {"feature", "contribution"}))
        .where(col("feature").lt(names.size()))
        .groupBy("feature")
        .agg(avg(abs(col("contribution"))).as("size"))
        .collectAsList()
        .stream()
        .map(row -> new Importance(names.get(row.getInt(0)).name(), row.getDouble(1)))
        .sorted(Comparator.comparingDouble(Importance::contribution).reversed())
        .toList();
  }
}

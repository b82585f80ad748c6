package dev.mercato.ml.churn.evaluate;

import java.util.Arrays;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.apache.commons.math3.special.Gamma;

/**
 * The BG/NBD model: P. Fader, B. Hardie and K. Lee, "Counting Your Customers the Easy Way: An
 * Alternative to the Pareto/NBD Model", Marketing Science 24(2), 2005. Customers buy at a rate from
 * Gamma(r, alpha) and drop out after a purchase with a probability from Beta(a, b).
 *
 * @param alpha in the time unit of the summary that it was fitted to
 */
public record BgNbd(double r, double alpha, double a, double b) {
  private static final int EVALUATIONS = 20_000;
  private static final double TOLERANCE = 1e-10;

  /**
   * Fits by maximum likelihood, by Nelder and Mead's simplex over the logarithms of the parameters.
   *
   * @param frequency repeat purchases x of each customer
   * @param recency time t_x of the last one, counted from the first purchase; 0 without
   * @param observed time T from the first purchase to the end of observation
   */
  public static BgNbd fit(double[] frequency, double[] recency, double[] observed) {
    double scale = Arrays.stream(observed).average().orElseThrow();
    double[] recencies = Arrays.stream(recency).map(t -> t / scale).toArray();
    double[] times = Arrays.stream(observed).map(t -> t / scale).toArray();
    MultivariateFunction likelihood =
        logs -> of(logs, 1).meanLogLikelihood(frequency, recencies, times);
    double[] logs = {0, 0, 0, 0};
    for (int restart = 0; restart < 2; restart++) {
      logs =
          new SimplexOptimizer(TOLERANCE, TOLERANCE)
              .optimize(
                  new ObjectiveFunction(likelihood),
                  GoalType.MAXIMIZE,
                  new InitialGuess(logs),
                  new NelderMeadSimplex(4, 0.5),
                  new MaxEval(EVALUATIONS),
                  new MaxIter(EVALUATIONS))
              .getPoint();
    }
    return of(logs, scale);
  }

  private static BgNbd of(double[] logs, double scale) {
    return new BgNbd(
        Math.exp(logs[0]), scale * Math.exp(logs[1]), Math.exp(logs[2]), Math.exp(logs[3]));
  }

  /** The log-likelihood of equation (6) of the paper, a customer. */
  public double meanLogLikelihood(double[] frequency, double[] recency, double[] observed) {
    double[] counts = countTerms((int) Arrays.stream(frequency).max().orElseThrow());
    double sum = 0;
    for (int i = 0; i < frequency.length; i++) {
      sum += counts[(int) frequency[i]] + timeTerm(frequency[i], recency[i], observed[i]);
    }
    return sum / frequency.length;
  }

  /** What only the number of purchases decides, for each number up to the most. */
  private double[] countTerms(int most) {
    double[] terms = new double[most + 1];
    for (int x = 0; x <= most; x++) {
      terms[x] =
          Gamma.logGamma(r + x)
              - Gamma.logGamma(r)
              + r * Math.log(alpha)
              + Gamma.logGamma(a + b)
              + Gamma.logGamma(b + x)
              - Gamma.logGamma(b)
              - Gamma.logGamma(a + b + x);
    }
    return terms;
  }

  private double timeTerm(double x, double last, double time) {
    double alive = -(r + x) * Math.log(alpha + time);
    if (x == 0) {
      return alive;
    }
    double gone = Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + last);
    double larger = Math.max(alive, gone);
    return larger + Math.log(Math.exp(alive - larger) + Math.exp(gone - larger));
  }

  /** The probability that a customer has not dropped out. */
  public double alive(double x, double last, double time) {
    if (x == 0) {
      return 1;
    }
    double gone = a / (b + x - 1) * Math.pow((alpha + time) / (alpha + last), r + x);
    return 1 / (1 + gone);
  }

  /** The probability of no purchase within a time from now on. */
  public double noPurchase(double x, double last, double time, double horizon) {
    double none = Math.pow((alpha + time) / (alpha + time + horizon), r + x);
    return 1 - alive(x, last, time) * (1 - none);
  }
}

package dev.mercato.ml.churn.evaluate;

import java.util.List;

/**
 * A line through points.
 *
 * @param x the points' places, ascending
 */
public record Curve(List<Double> x, List<Double> y) {
  public Curve {
    x = List.copyOf(x);
    y = List.copyOf(y);
  }
}

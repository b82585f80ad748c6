package dev.mercato.ml.monitoring;

import dev.mercato.ml.Interval;
import java.util.Locale;

/**
 * A figure of a model on what came after its test.
 *
 * @param model its name
 * @param figure by the name that it has among the model's metrics
 * @param cut the newest cut whose outcome is known
 * @param tested what it was when the model was tested
 */
public record LaterFigure(String model, String figure, String cut, Interval value, double tested) {

  /** A line for people. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "%s: %s %.4f (%.4f to %.4f) at %s, %.4f when it was tested.",
        model,
        figure,
        value.value(),
        value.low(),
        value.high(),
        cut,
        tested);
  }
}

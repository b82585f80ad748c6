package dev.mercato.ml.card;

import dev.mercato.ml.Interval;
import dev.mercato.page.html.Figures;

/** Figures of models as they are written on pages. */
public final class Figure {
  private static final int DECIMALS = 4;

  private Figure() {}

  /** Four decimals. */
  public static String of(double value) {
    return Figures.decimal(value, DECIMALS);
  }

  /** The bounds, as "from to". */
  public static String bounds(Interval interval) {
    return of(interval.low()) + " to " + of(interval.high());
  }
}

package dev.mercato.ml.churn.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** Counts as rates and shares. */
final class Rates {
  /** A rate over fewer days than this says little, and is held down. */
  static final double FEWEST_DAYS = 7;

  private Rates() {}

  /**
   * What a count promises for the label window, at the same rate.
   *
   * @param before days that the counted window is worth
   * @param after days that the label window is worth
   */
  static Column expected(String count, double before, double after) {
    return col(count).divide(lit(before)).multiply(lit(after));
  }

  /** A part of a whole; 0 of nothing. */
  static Column share(Column part, Column whole) {
    return when(whole.gt(0), round(part.divide(whole), 6)).otherwise(lit(0.0));
  }
}

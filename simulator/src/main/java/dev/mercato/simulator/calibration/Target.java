package dev.mercato.simulator.calibration;

/**
 * A figure that the shop should come near.
 *
 * @param figure what it is
 * @param target what it should be
 * @param low the least that still counts as met
 * @param high the most that still counts as met
 * @param source where the target comes from
 */
public record Target(String figure, double target, double low, double high, String source) {

  public Target {
    if (!(low <= target && target <= high)) {
      throw new IllegalArgumentException(
          "Cannot aim for "
              + figure
              + " at "
              + target
              + ": it is not between "
              + low
              + " and "
              + high);
    }
  }

  /** This target beside what was reached. */
  public Reached reached(double value) {
    return new Reached(this, value);
  }
}

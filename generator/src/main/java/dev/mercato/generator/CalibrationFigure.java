package dev.mercato.generator;

import dev.mercato.simulator.calibration.Reached;
import dev.mercato.simulator.calibration.Target;

/**
 * One figure of the calibration as it is kept as JSON.
 *
 * @param low the least that counts as met
 * @param high the most that counts as met
 * @param source where the target comes from
 */
record CalibrationFigure(
    String figure,
    double reached,
    double target,
    double low,
    double high,
    boolean met,
    String source) {

  static CalibrationFigure of(Reached reached) {
    Target target = reached.target();
    return new CalibrationFigure(
        target.figure(),
        reached.value(),
        target.target(),
        target.low(),
        target.high(),
        reached.met(),
        target.source());
  }
}

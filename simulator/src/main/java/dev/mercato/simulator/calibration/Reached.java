package dev.mercato.simulator.calibration;

/** A target and the value that a window of the shop has. */
public record Reached(Target target, double value) {

  /** Whether the value is within the target's band. */
  public boolean met() {
    return value >= target.low() && value <= target.high();
  }
}

package dev.mercato.generator;

import dev.mercato.core.raw.RawManifest;
import dev.mercato.simulator.calibration.Reached;
import java.util.List;

/**
 * What a run of the generate job made.
 *
 * @param manifest the batch as it stands in the raw zone
 * @param calibration what the batch's days are like, beside what they should be
 */
public record Generated(RawManifest manifest, List<Reached> calibration) {

  public Generated {
    calibration = List.copyOf(calibration);
  }
}

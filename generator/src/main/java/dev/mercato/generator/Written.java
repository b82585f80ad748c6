package dev.mercato.generator;

import dev.mercato.simulator.calibration.CalibrationTally;
import java.io.Serializable;

/**
 * What tasks have written of one table.
 *
 * @param checksum see {@link dev.mercato.generator.columns.RowChecksum}
 * @param tally what the sessions were like; empty but for clickstream
 */
record Written(long rows, long checksum, CalibrationTally tally) implements Serializable {

  Written plus(Written other) {
    tally.merge(other.tally);
    return new Written(rows + other.rows, checksum + other.checksum, tally);
  }
}

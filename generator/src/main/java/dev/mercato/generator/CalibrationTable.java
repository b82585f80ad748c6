package dev.mercato.generator;

import dev.mercato.simulator.calibration.Reached;
import dev.mercato.simulator.calibration.Target;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What was reached beside each target, for a terminal.
 *
 * @param figures in the order of the lines
 */
record CalibrationTable(List<Reached> figures) {

  CalibrationTable {
    figures = List.copyOf(figures);
  }

  void print(PrintWriter out) {
    out.printf(Locale.ROOT, "%-52s %9s %9s  %s%n", "Calibration", "reached", "target", "band");
    for (Reached figure : figures) {
      Target target = figure.target();
      out.printf(
          Locale.ROOT,
          "%-52s %9.3f %9.3f  %.2f to %.2f%s%n",
          target.figure(),
          figure.value(),
          target.target(),
          target.low(),
          target.high(),
          figure.met() ? "" : "  outside");
    }
    if (!figures.stream().allMatch(Reached::met)) {
      out.println(
          "The bands are for 100,000 users over a year; smaller shops and fewer days scatter"
              + " more.");
    }
  }
}

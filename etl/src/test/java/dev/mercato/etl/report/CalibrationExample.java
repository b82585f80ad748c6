package dev.mercato.etl.report;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.raw.BatchOrigin;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.settings.DateRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** A simulated batch in the raw zone, with what it reached beside its targets. */
final class CalibrationExample {
  private CalibrationExample() {}

  static void write(JobContext context) throws IOException {
    DateRange days = new DateRange(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31));
    BatchOrigin origin = new BatchOrigin.SimulatedShop(42, 3000, 400, "2023-01-01", "2025-12-31");
    context.rawZone().publish(context.rawZone().stage(), RawManifest.of(days, origin, List.of()));
    Path file =
        Path.of(context.settings().locations().raw(), "calibration", days.batchName() + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        [ {"met": true, "figure": "cart abandonment", "target": 0.7, "low": 0.68, "high": 0.72, "reached": 0.7034,
           "source": "Baymard Institute, mean of 50 studies: 70.2 %"},
          {"met": true, "figure": "average order value", "target": 100, "low": 90, "high": 110, "reached": 116.8,
           "source": "an ordinary shop of all categories"},
          {"met": true, "figure": "orders a day, Black Friday week to the rest", "target": 3, "low": 2.2, "high": 3.8,
           "reached": 2.61, "source": "Adobe Analytics, holiday shopping"} ]
        """);
  }
}

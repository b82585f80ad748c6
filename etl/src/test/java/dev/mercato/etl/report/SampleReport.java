package dev.mercato.etl.report;

import dev.mercato.core.job.JobContext;
import dev.mercato.etl.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/** Makes a report of a year's shop to look at: the argument is the directory to write it to. */
final class SampleReport {
  private SampleReport() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    JobContext context = Platform.fresh(Map.of("paths.reports", directory.toString()));
    new SmallShop(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31), 60, 3000, 400)
        .fill(context);
    CalibrationExample.write(context);
    long start = System.nanoTime();
    System.out.println(new ReportJob(context).execute());
    System.out.printf("%.1f s%n", (System.nanoTime() - start) / 1e9);
    System.exit(0);
  }
}

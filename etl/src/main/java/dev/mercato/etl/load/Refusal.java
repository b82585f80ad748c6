package dev.mercato.etl.load;

import dev.mercato.core.MercatoException;
import dev.mercato.core.job.JobContext;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.table.ShopTables;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Refuses a load with too many rejects, and leaves them in a file for whoever mends the data. */
final class Refusal {
  private static final int REASONS_SHOWN = 3;

  private final JobContext context;
  private final RawManifest batch;
  private final StagedTable refused;

  Refusal(JobContext context, RawManifest batch, StagedTable refused) {
    this.context = context;
    this.batch = batch;
    this.refused = refused;
  }

  /** Throws status 3, naming the file. */
  void raise() {
    Path file = keepRejects();
    throw MercatoException.checksFailed(
        String.format(
            Locale.ROOT,
            "The raw batch %s was not loaded: %d of %d rows of '%s' failed their checks, %.1f%% where load.max-reject-share allows %.1f%% (%s). It changed no table; the rows and their reasons are in %s. Mend the data, or allow more with --set load.max-reject-share=SHARE.",
            batch.batch(),
            refused.unexpected(),
            refused.report().read(),
            refused.table().name(),
            100 * refused.rejectShare(),
            100 * context.settings().load().maxRejectShare(),
            mostFrequent(),
            file));
  }

  private String mostFrequent() {
    return refused.reasons().stream()
        .limit(REASONS_SHOWN)
        .map(reason -> "%s: %d".formatted(reason.check(), reason.rows()))
        .collect(Collectors.joining(", "));
  }

  /** One JSON object a line, under the directory of reports. */
  private Path keepRejects() {
    Path reports = new Path(context.settings().locations().reports());
    String name = "rejects-%s-%s".formatted(refused.table().name(), batch.batch());
    Path aside = new Path(reports, "." + name);
    Path file = new Path(reports, name + ".jsonl");
    context
        .spark()
        .read()
        .schema(ShopTables.REJECTS.fileSchema())
        .parquet(refused.staged().rejectsDirectory())
        .coalesce(1)
        .write()
        .mode("overwrite")
        .json(aside.toString());
    try {
      FileSystem files =
          reports.getFileSystem(context.spark().sparkContext().hadoopConfiguration());
      files.delete(file, false);
      for (FileStatus part : files.globStatus(new Path(aside, "part-*"))) {
        files.rename(part.getPath(), file);
      }
      files.delete(aside, true);
      return file;
    } catch (IOException e) {
      throw MercatoException.failed(
          "The rejects of the refused load of %s could not be kept in %s (%s): make room or set paths.reports."
              .formatted(batch.batch(), file, e.getMessage()),
          e);
    }
  }
}

package dev.mercato.ml.score;

import dev.mercato.core.MercatoException;
import dev.mercato.core.csv.CsvField;
import dev.mercato.core.job.JobContext;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A file of comma-separated values (RFC 4180) beside the reports, for those who open tables with a
 * spreadsheet. Written aside and renamed; rows pass through one partition at a time.
 */
public final class CsvFile {
  private final Path file;
  private final Configuration hadoop;

  public CsvFile(JobContext context, String name) {
    this.file = new Path(context.settings().locations().reports(), name);
    this.hadoop = context.spark().sparkContext().hadoopConfiguration();
  }

  /**
   * Writes the rows in their order, below the names of their columns.
   *
   * @return the path of the file
   */
  public String write(Dataset<Row> rows) {
    try {
      FileSystem files = file.getFileSystem(hadoop);
      Path target = files.makeQualified(file);
      Path aside = new Path(target.getParent(), "_writing_" + target.getName());
      try (Writer out =
          new BufferedWriter(
              new OutputStreamWriter(files.create(aside, true), StandardCharsets.UTF_8))) {
        out.write(String.join(",", rows.columns()) + "\r\n");
        for (Iterator<Row> each = rows.toLocalIterator(); each.hasNext(); ) {
          writeRow(out, each.next());
        }
      }
      FileContext.getFileContext(target.toUri(), hadoop)
          .rename(aside, target, Options.Rename.OVERWRITE);
      return target.toUri().getScheme().equals("file")
          ? target.toUri().getPath()
          : target.toString();
    } catch (IOException e) {
      throw MercatoException.failed(
          "%s cannot be written (%s): make room, give it to this user, or set paths.reports."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void writeRow(Writer out, Row row) throws IOException {
    for (int i = 0; i < row.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      if (!row.isNullAt(i)) {
        out.write(CsvField.of(row.get(i).toString()));
      }
    }
    out.write("\r\n");
  }
}

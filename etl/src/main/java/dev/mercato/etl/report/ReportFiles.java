package dev.mercato.etl.report;

import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.local.RawLocalFs;

/**
 * The report's directory: the page, and the plots as files below it. Each file is written aside and
 * renamed over the one before, so that a reader never sees half of one.
 */
final class ReportFiles {
  private static final String PAGE = "report.html";
  private static final String PLOTS = "plots";
  private static final String ASIDE = "_writing_";

  private final Path directory;
  private final Configuration hadoop;

  ReportFiles(String directory, Configuration hadoop) {
    this.directory = new Path(directory);
    this.hadoop = new Configuration(hadoop);
    // No checksum files beside what people open and send on
    this.hadoop.set("fs.AbstractFileSystem.file.impl", RawLocalFs.class.getName());
  }

  /** Writes the plots, then the page that goes with them; plots of an earlier report go away. */
  ReportResult replace(String html, Map<String, byte[]> bitmaps, List<String> notices) {
    try {
      Path home = directory.getFileSystem(hadoop).makeQualified(directory);
      FileContext files = FileContext.getFileContext(home.toUri(), hadoop);
      Path plots = new Path(home, PLOTS);
      List<String> written = new ArrayList<>();
      for (Map.Entry<String, byte[]> bitmap : bitmaps.entrySet()) {
        written.add(write(files, new Path(plots, bitmap.getKey()), bitmap.getValue()));
      }
      String page = write(files, new Path(home, PAGE), html.getBytes(StandardCharsets.UTF_8));
      sweep(files, plots, bitmaps.keySet());
      return new ReportResult(page, written, notices);
    } catch (IOException e) {
      throw MercatoException.failed(
          "The report could not be written to %s (%s): make room, give it to this user, or set paths.reports."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  private static String write(FileContext files, Path target, byte[] content) throws IOException {
    Path aside = new Path(target.getParent(), ASIDE + target.getName());
    try (OutputStream out =
        files.create(
            aside,
            EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
            Options.CreateOpts.createParent())) {
      out.write(content);
    }
    files.rename(aside, target, Options.Rename.OVERWRITE);
    return target.toUri().getScheme().equals("file") ? target.toUri().getPath() : target.toString();
  }

  private static void sweep(FileContext files, Path plots, java.util.Set<String> kept)
      throws IOException {
    if (!files.util().exists(plots)) {
      return;
    }
    List<Path> stale = new ArrayList<>();
    RemoteIterator<FileStatus> present = files.listStatus(plots);
    while (present.hasNext()) {
      Path file = present.next().getPath();
      if (file.getName().endsWith(".png") && !kept.contains(file.getName())) {
        stale.add(file);
      }
    }
    for (Path file : stale) {
      files.delete(file, false);
    }
  }
}

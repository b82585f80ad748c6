package dev.mercato.page;

import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.local.RawLocalFs;

/**
 * The directory of one page: the page, and its plots as files below it. Each file is written aside
 * and renamed over the one before, so that a reader never sees half of one.
 */
public final class PageFiles {
  private static final String PLOTS = "plots";
  private static final String ASIDE = "_writing_";

  /**
   * Where a page stands.
   *
   * @param subject what it is, as it begins a sentence, such as "The report"
   * @param file the page's file name in the directory
   * @param setting the key that says where the directory is
   */
  public record Place(String subject, String directory, String file, String setting) {}

  /**
   * What was written: paths; URIs where they do not stand on this machine's own disks.
   *
   * @param plots the plots' PNG files
   */
  public record Written(String page, List<String> plots) {
    public Written {
      plots = List.copyOf(plots);
    }
  }

  private final Place place;
  private final Configuration hadoop;

  public PageFiles(Place place, Configuration hadoop) {
    this.place = place;
    this.hadoop = new Configuration(hadoop);
    // No checksum files beside what people open and send on
    this.hadoop.set("fs.AbstractFileSystem.file.impl", RawLocalFs.class.getName());
  }

  /**
   * Writes the plots, then the page that goes with them; plots of an earlier page go away.
   *
   * @param bitmaps PNG files by their names
   */
  public Written replace(Page page, Map<String, byte[]> bitmaps) {
    try {
      Path directory = new Path(place.directory());
      Path home = directory.getFileSystem(hadoop).makeQualified(directory);
      FileContext files = FileContext.getFileContext(home.toUri(), hadoop);
      Path plots = new Path(home, PLOTS);
      List<String> written = new ArrayList<>();
      for (Map.Entry<String, byte[]> bitmap : bitmaps.entrySet()) {
        written.add(write(files, new Path(plots, bitmap.getKey()), bitmap.getValue()));
      }
      byte[] html = page.toHtml().getBytes(StandardCharsets.UTF_8);
      String path = write(files, new Path(home, place.file()), html);
      sweep(files, plots, bitmaps.keySet());
      return new Written(path, written);
    } catch (IOException e) {
      throw MercatoException.failed(
          "%s could not be written to %s (%s): make room, give it to this user, or set %s."
              .formatted(place.subject(), place.directory(), e.getMessage(), place.setting()),
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

  private static void sweep(FileContext files, Path plots, Set<String> kept) throws IOException {
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

package dev.mercato.etl.importing;

import dev.mercato.core.MercatoException;
import dev.mercato.core.settings.PatternCharacters;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;

/** Finds the files of a source: a single file, or those of a directory and of what is in it. */
record SourceFiles(List<String> paths) {
  private static final int MOST_NAMED = 5;

  SourceFiles {
    paths = List.copyOf(paths);
  }

  /**
   * Lists them, by name.
   *
   * @throws MercatoException status 1 if there are none, or if some are empty; status 2 if a path
   *     is one that Spark would take for a pattern
   */
  static SourceFiles of(String source, SourceFormat format, Configuration hadoop) {
    Path root = new Path(source);
    try {
      FileSystem system = root.getFileSystem(hadoop);
      refusePattern("The source", system.makeQualified(root));
      GlobFilter wanted = new GlobFilter(format.files().orElse("*"));
      List<FileStatus> files = new ArrayList<>();
      collect(system, root, wanted, files);
      refuseNone(source, format, files);
      files.forEach(file -> refusePattern("The source's file", file.getPath()));
      refuseEmpty(source, files);
      return new SourceFiles(
          files.stream()
              .map(FileStatus::getPath)
              .sorted(Comparator.naturalOrder())
              .map(Path::toString)
              .toList());
    } catch (FileNotFoundException missing) {
      throw MercatoException.failed(
          "The source %s does not exist: give the directory or the file to import with --source."
              .formatted(source),
          missing);
    } catch (IOException e) {
      throw MercatoException.failed(
          "The source %s cannot be listed (%s): see that it is there and can be read."
              .formatted(source, e.getMessage()),
          e);
    }
  }

  private static void collect(
      FileSystem system, Path directory, GlobFilter wanted, List<FileStatus> files)
      throws IOException {
    for (FileStatus entry : system.listStatus(directory)) {
      String name = entry.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".")) {
        continue;
      }
      if (entry.isDirectory()) {
        collect(system, entry.getPath(), wanted, files);
      } else if (entry.getPath().equals(directory) || wanted.accept(entry.getPath())) {
        files.add(entry);
      }
    }
  }

  private static void refuseNone(String source, SourceFormat format, List<FileStatus> files) {
    if (files.isEmpty()) {
      throw MercatoException.failed(
          "The source %s has no files%s: give the directory with the files, or change source.files in the mapping."
              .formatted(source, format.files().map(" that match "::concat).orElse("")));
    }
  }

  private static void refusePattern(String what, Path path) {
    PatternCharacters.firstIn(path.toString())
        .ifPresent(
            character -> {
              throw MercatoException.usage(
                  "%s %s has a '%s' in its path, by which Spark would take it for a pattern: give the directory that holds the files, or rename what has it in its name."
                      .formatted(what, path, character));
            });
  }

  private static void refuseEmpty(String source, List<FileStatus> files) {
    List<String> empty =
        files.stream()
            .filter(file -> file.getLen() == 0)
            .map(file -> file.getPath().getName())
            .sorted()
            .toList();
    if (!empty.isEmpty()) {
      throw MercatoException.failed(
          "The source %s has empty files (0 bytes): %s%s. Bring them again or move them away."
              .formatted(
                  source,
                  empty.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")),
                  empty.size() > MOST_NAMED
                      ? " and %d more".formatted(empty.size() - MOST_NAMED)
                      : ""));
    }
  }
}

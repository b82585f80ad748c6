package dev.mercato.etl.load;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.mercato.core.MercatoException;
import dev.mercato.core.parquet.ParquetFooter;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.raw.RawTable;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files that a raw batch has for a table, found whole before any of them is read: every footer
 * there, every schema as the registry has it, as many rows as the manifest says.
 */
public final class RawFiles {
  /** The folder beside a table's files with the rows that an import rejected. */
  public static final String REJECTS = "rejects";

  /**
   * The column of those that is true where the mapping refuses the row by a rule of its own: it is
   * a reject, but no sign that something is wrong with the load.
   */
  public static final String EXPECTED = "expected";

  /** The folders of a fact table, {@code month=yyyy-MM}. */
  static final String MONTH = "month";

  private final Path directory;
  private final List<RawFile> files;

  private RawFiles(Path directory, List<RawFile> files) {
    this.directory = directory;
    this.files = List.copyOf(files);
  }

  /** The directory that the files, or the folders of their months, lie in. */
  Path directory() {
    return directory;
  }

  List<RawFile> all() {
    return files;
  }

  long rows() {
    return files.stream().mapToLong(RawFile::rows).sum();
  }

  /** The files of those months of which fewer rows than these were kept. */
  List<RawFile> incomplete(Map<Optional<YearMonth>, Long> kept) {
    Map<Optional<YearMonth>, Long> read =
        files.stream().collect(groupingBy(RawFile::month, summingLong(RawFile::rows)));
    return files.stream()
        .filter(file -> kept.getOrDefault(file.month(), 0L) < read.get(file.month()))
        .toList();
  }

  /**
   * Lists and examines the files.
   *
   * @throws MercatoException status 1 if a file is missing, empty or damaged; status 3 if it holds
   *     other columns than the table, or lies outside the batch's months
   */
  static RawFiles of(
      Path directory, RawManifest batch, RawTable promised, Table table, Configuration hadoop) {
    try {
      FileSystem system = directory.getFileSystem(hadoop);
      List<RawFile> found =
          list(system, directory, batch, table).parallelStream()
              .map(listed -> examine(listed, table, hadoop))
              .sorted(Comparator.comparing(RawFile::path))
              .toList();
      RawFiles files = new RawFiles(directory, found);
      if (files.rows() != promised.rows()) {
        throw MercatoException.failed(
            "The raw batch %s cannot be loaded: its files of '%s' in %s have %d rows and its manifest says %d, so files are missing or foreign. Make the batch again."
                .formatted(batch.batch(), table.name(), directory, files.rows(), promised.rows()));
      }
      return files;
    } catch (FileNotFoundException missing) {
      if (promised.rows() == 0) {
        return new RawFiles(directory, List.of());
      }
      throw MercatoException.failed(
          "The raw batch %s cannot be loaded: %s is missing, where its manifest says %d rows of '%s'. Make the batch again."
              .formatted(batch.batch(), directory, promised.rows(), table.name()),
          missing);
    } catch (IOException e) {
      throw MercatoException.failed(
          "The raw batch %s cannot be read at %s (%s): see that the file system is there."
              .formatted(batch.batch(), directory, e.getMessage()),
          e);
    }
  }

  private record Listed(FileStatus status, Optional<YearMonth> month) {}

  private static List<Listed> list(
      FileSystem system, Path directory, RawManifest batch, Table table) throws IOException {
    List<Listed> found = new ArrayList<>();
    for (FileStatus entry : system.listStatus(directory)) {
      String name = entry.getPath().getName();
      if (isHidden(name) || name.equals(REJECTS)) {
        continue;
      }
      if (table.kind() == TableKind.FACT) {
        YearMonth month = month(entry, batch, table);
        for (FileStatus file : system.listStatus(entry.getPath())) {
          if (!isHidden(file.getPath().getName())) {
            found.add(new Listed(file, Optional.of(month)));
          }
        }
      } else {
        found.add(new Listed(entry, Optional.empty()));
      }
    }
    return found;
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  private static YearMonth month(FileStatus entry, RawManifest batch, Table table) {
    String name = entry.getPath().getName();
    try {
      if (entry.isDirectory() && name.startsWith(MONTH + "=")) {
        YearMonth month = YearMonth.parse(name.substring(MONTH.length() + 1));
        if (batch.days().months().contains(month)) {
          return month;
        }
      }
    } catch (DateTimeException noMonth) {
      // refused below, as everything else that is not a month of the batch
    }
    throw MercatoException.checksFailed(
        "The raw batch %s cannot be loaded: %s is no folder of a month from %s for '%s'. Move it away or make the batch again."
            .formatted(batch.batch(), entry.getPath(), batch.days(), table.name()));
  }

  private static RawFile examine(Listed listed, Table table, Configuration hadoop) {
    Path path = listed.status().getPath();
    if (listed.status().getLen() == 0) {
      throw MercatoException.failed(
          "The raw file %s is empty (0 bytes): make its batch again.".formatted(path));
    }
    ParquetFooter footer = footer(listed.status(), hadoop);
    List<String> faults = footer.differencesFrom(table.fileSchema());
    if (!faults.isEmpty()) {
      throw MercatoException.checksFailed(
          "The raw file %s does not have the columns of '%s': %s. Make its batch again."
              .formatted(path, table.name(), String.join("; ", faults)));
    }
    return new RawFile(path.toString(), listed.month(), footer.rows());
  }

  private static ParquetFooter footer(FileStatus file, Configuration hadoop) {
    try {
      return ParquetFooter.read(file, hadoop);
    } catch (IOException e) {
      throw MercatoException.failed(
          "The raw file %s is truncated or no Parquet file (%s): make its batch again."
              .formatted(
                  file.getPath(), String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }
}

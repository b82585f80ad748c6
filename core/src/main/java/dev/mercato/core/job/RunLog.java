package dev.mercato.core.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mercato.core.MercatoException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the last runs did: one small JSON file a run, the oldest dropped. A record is written under
 * another name first, so that none is seen half written.
 *
 * <p>Hadoop's local file system tells of a full disk by an {@link FSError}.
 */
public final class RunLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEPT = 200;
  private static final String RECORD = ".json";
  private static final String UNFINISHED = ".json.tmp";

  private final Path directory;
  private final Configuration hadoop;

  public RunLog(String directory, Configuration hadoop) {
    this.directory = new Path(directory);
    this.hadoop = hadoop;
  }

  /** Keeps a record; file names sort by the time of the start. */
  public void add(RunRecord run) {
    String base =
        run.startedAt().replaceAll("[^0-9TZ]", "")
            + "-"
            + run.command()
            + "-"
            + ProcessHandle.current().pid();
    try {
      FileSystem files = directory.getFileSystem(hadoop);
      files.mkdirs(directory);
      write(files, run, new Path(directory, base + UNFINISHED), new Path(directory, base + RECORD));
      // What a killed writer left unfinished is counted too, and so goes in its turn.
      List<Path> present = paths(files);
      for (Path old : present.subList(0, Math.max(0, present.size() - KEPT))) {
        files.delete(old, false);
      }
    } catch (IOException | FSError e) {
      throw MercatoException.failed(
          "The record of this run could not be kept in %s (%s): make room or give it to this user."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  private static void write(FileSystem files, RunRecord run, Path unfinished, Path record)
      throws IOException {
    try {
      try (OutputStream out = files.create(unfinished)) {
        JSON.writeValue(out, run);
      }
      if (!files.rename(unfinished, record)) {
        throw new IOException("there is a %s already".formatted(record.getName()));
      }
    } catch (IOException | FSError e) {
      try {
        files.delete(unfinished, false);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  /** The last runs whose records can be read. */
  public LastRuns last(int count) {
    List<RunRecord> runs = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    try {
      FileSystem files = directory.getFileSystem(hadoop);
      List<Path> present =
          paths(files).stream().filter(path -> path.getName().endsWith(RECORD)).toList();
      for (int i = present.size() - 1; i >= 0 && runs.size() < count; i--) {
        try (InputStream in = files.open(present.get(i))) {
          runs.add(JSON.readValue(in, RunRecord.class));
        } catch (IOException | FSError broken) {
          // A run that has ended since they were listed may have dropped it.
          if (files.exists(present.get(i))) {
            unreadable.add(present.get(i).getName());
          }
        }
      }
    } catch (IOException e) {
      throw MercatoException.failed(
          "The records of past runs in %s cannot be listed (%s): give it to this user."
              .formatted(directory, e.getMessage()),
          e);
    }
    return new LastRuns(runs, unreadable);
  }

  /** The files of the runs, by name and so by time. */
  private List<Path> paths(FileSystem files) throws IOException {
    try {
      return Arrays.stream(files.listStatus(directory))
          .map(FileStatus::getPath)
          .filter(path -> path.getName().endsWith(RECORD) || path.getName().endsWith(UNFINISHED))
          .sorted(Comparator.comparing(Path::getName))
          .toList();
    } catch (FileNotFoundException noRunsYet) {
      return List.of();
    }
  }
}

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
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What the last runs did: one small JSON file a run, the oldest dropped. */
public final class RunLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEPT = 200;

  private final Path directory;
  private final Configuration hadoop;

  public RunLog(String directory, Configuration hadoop) {
    this.directory = new Path(directory);
    this.hadoop = hadoop;
  }

  /** Keeps a record; file names sort by the time of the start. */
  public void add(RunRecord run) {
    String name =
        run.startedAt().replaceAll("[^0-9TZ]", "")
            + "-"
            + run.command()
            + "-"
            + ProcessHandle.current().pid()
            + ".json";
    try {
      FileSystem files = directory.getFileSystem(hadoop);
      files.mkdirs(directory);
      try (OutputStream out = files.create(new Path(directory, name))) {
        JSON.writeValue(out, run);
      }
      List<Path> present = paths(files);
      for (Path old : present.subList(0, Math.max(0, present.size() - KEPT))) {
        files.delete(old, false);
      }
    } catch (IOException e) {
      throw MercatoException.failed(
          "The record of this run could not be kept in %s (%s): make room or give it to this user."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** The last runs, the latest first. */
  public List<RunRecord> last(int count) {
    try {
      FileSystem files = directory.getFileSystem(hadoop);
      List<Path> present = paths(files);
      List<RunRecord> runs = new ArrayList<>();
      for (int i = present.size() - 1; i >= 0 && runs.size() < count; i--) {
        try (InputStream in = files.open(present.get(i))) {
          runs.add(JSON.readValue(in, RunRecord.class));
        }
      }
      return runs;
    } catch (IOException e) {
      throw MercatoException.failed(
          "The records of past runs in %s cannot be read (%s): delete the one that is broken."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  private List<Path> paths(FileSystem files) throws IOException {
    try {
      return Arrays.stream(files.listStatus(directory))
          .map(FileStatus::getPath)
          .filter(path -> path.getName().endsWith(".json"))
          .sorted(Comparator.comparing(Path::getName))
          .toList();
    } catch (FileNotFoundException noRunsYet) {
      return List.of();
    }
  }
}

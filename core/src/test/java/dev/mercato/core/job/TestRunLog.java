package dev.mercato.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mercato.core.MercatoException;
import dev.mercato.core.spark.ForklessLocalFileSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TestRunLog {
  private static final int DROPPED = 5;

  @TempDir Path home;

  @Test
  void theLastRunsComeTheLatestFirstAndNoMoreThanAskedFor() {
    RunLog log = log(localFilesOf(ForklessLocalFileSystem.class));
    assertThat(log.last(2).runs()).isEmpty();

    List.of(at(1), at(3), at(2)).forEach(log::add);

    assertThat(log.last(2).runs()).containsExactly(at(3), at(2));
  }

  @Test
  void theOldestGoAndSoDoesWhatAKilledWriterLeft() throws IOException {
    RunLog log = log(localFilesOf(ForklessLocalFileSystem.class));
    log.add(at(0));
    Files.writeString(directory().resolve("20250101T000000Z-load-1.json.tmp"), "{");

    for (int i = 1; i <= 200; i++) {
      log.add(at(i));
    }

    assertThat(names()).hasSize(200).allMatch(name -> name.endsWith(".json"));
    assertThat(log.last(300).runs()).hasSize(200).startsWith(at(200)).endsWith(at(1));
  }

  @Test
  void aTornRecordIsNamedAndTheOthersAreRead() throws IOException {
    RunLog log = log(localFilesOf(ForklessLocalFileSystem.class));
    log.add(at(1));
    log.add(at(2));
    Files.writeString(directory().resolve("20250101T000005Z-load-1.json"), "{\"command\":\"lo");
    Files.createFile(directory().resolve("20250101T000006Z-load-1.json"));
    Files.writeString(directory().resolve("20250101T000007Z-load-1.json.tmp"), "{");

    LastRuns last = log.last(10);

    assertThat(last.runs()).containsExactly(at(2), at(1));
    assertThat(last.unreadable())
        .containsExactly("20250101T000006Z-load-1.json", "20250101T000005Z-load-1.json");
  }

  @Test
  void aRecordThatIsDroppedOnceTheyAreListedIsNotMissed() {
    Configuration hadoop = localFilesOf(Dropping.class);
    log(hadoop).add(at(1));
    log(hadoop).add(at(DROPPED));

    assertThat(log(hadoop).last(10)).isEqualTo(new LastRuns(List.of(at(1)), List.of()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskLeavesNoRecordAndIsSaidToBeWhy() throws IOException {
    assertThatThrownBy(() -> log(localFilesOf(FullDisk.class)).add(at(1)))
        .isInstanceOf(MercatoException.class)
        .hasMessageContaining("could not be kept in " + directory())
        .hasMessageContaining("No space left on device");
    assertThat(names()).isEmpty();
  }

  private Path directory() {
    return home.resolve("runs");
  }

  private RunLog log(Configuration hadoop) {
    return new RunLog(directory().toString(), hadoop);
  }

  private static Configuration localFilesOf(Class<? extends FileSystem> type) {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.file.impl", type, FileSystem.class);
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    return hadoop;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .toList();
    }
  }

  private static RunRecord at(int second) {
    return new RunRecord(
        "load",
        List.of("load", "--replace"),
        "2025-01-01T00:%02d:%02dZ".formatted(second / 60, second % 60),
        1.5,
        0,
        "",
        List.of(new StepRecord("load orders", 7, 0.5)));
  }

  /** Local files of which one is deleted before it can be opened. */
  public static final class Dropping extends RawLocalFileSystem {

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize)
        throws IOException {
      if (path.getName().startsWith("20250101T0000%02dZ".formatted(DROPPED))) {
        delete(path, false);
      }
      return super.open(path, bufferSize);
    }
  }

  /** Local files of which none takes a byte. */
  public static final class FullDisk extends RawLocalFileSystem {

    @Override
    protected OutputStream createOutputStreamWithMode(
        org.apache.hadoop.fs.Path path, boolean append, FsPermission permission)
        throws IOException {
      super.createOutputStreamWithMode(path, append, permission).close();
      return super.createOutputStreamWithMode(
          new org.apache.hadoop.fs.Path("/dev/full"), true, null);
    }
  }
}

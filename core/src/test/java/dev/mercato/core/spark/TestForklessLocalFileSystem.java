package dev.mercato.core.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestForklessLocalFileSystem {
  @TempDir java.nio.file.Path directory;

  @Test
  void filesAndDirectoriesAreAsHadoopsOwnMakesThem() throws IOException {
    assertThat(made(new ForklessLocalFileSystem(), "ours"))
        .isEqualTo(made(new LocalFileSystem(), "hadoops"));
  }

  @Test
  void noProcessIsStarted() throws IOException {
    java.nio.file.Path events = directory.resolve("events.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      made(new ForklessLocalFileSystem(), "ours");
      recording.stop();
      recording.dump(events);
    }
    assertThat(RecordingFile.readAllEvents(events)).extracting(RecordedEvent::toString).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotFound() throws IOException {
    try (FileSystem files = opened(new ForklessLocalFileSystem())) {
      assertThatThrownBy(() -> files.getFileStatus(path("nothing")))
          .isInstanceOf(FileNotFoundException.class);
    }
  }

  /** What it tells of a directory, a file and a file that only its owner reads. */
  private List<String> made(FileSystem system, String name) throws IOException {
    try (FileSystem files = opened(system)) {
      Path file = new Path(path(name), "deep/file");
      Path secret = new Path(path(name), "secret");
      files.mkdirs(file.getParent());
      files.create(file).close();
      files.create(secret).close();
      files.setPermission(secret, new FsPermission("600"));
      assertThat(Files.getPosixFilePermissions(directory.resolve(name).resolve("secret")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      return List.of(
          told(files.getFileStatus(file.getParent())),
          told(files.getFileStatus(file)),
          told(files.getFileStatus(secret)),
          told(files.listStatus(file.getParent())[0]));
    }
  }

  private static String told(FileStatus status) {
    return "%s %s %s %s %d"
        .formatted(
            status.isDirectory(),
            status.getPermission(),
            status.getOwner(),
            status.getGroup(),
            status.getLen());
  }

  private FileSystem opened(FileSystem system) throws IOException {
    system.initialize(directory.toUri(), new Configuration());
    return system;
  }

  private Path path(String name) {
    return new Path(directory.resolve(name).toUri());
  }
}

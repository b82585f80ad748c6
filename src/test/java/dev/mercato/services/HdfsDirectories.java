package dev.mercato.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.PrivilegedExceptionAction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.UserGroupInformation;

/** The directories of {@code config/hdfs/directories}, as the name node's container makes them. */
final class HdfsDirectories {
  private HdfsDirectories() {}

  /** Makes those that are not there. */
  static void make(URI hdfs) {
    try {
      asSuperuser(
          () -> {
            try (FileSystem files = FileSystem.newInstance(hdfs, new Configuration())) {
              for (String line :
                  Files.readAllLines(Checkout.config("hdfs").resolve("directories"))) {
                if (line.startsWith("/")) {
                  make(files, line.split(" "));
                }
              }
              return null;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while HDFS was starting", e);
    }
  }

  /** Who starts a name node is its superuser. */
  private static void asSuperuser(PrivilegedExceptionAction<Void> action)
      throws IOException, InterruptedException {
    UserGroupInformation.createRemoteUser(System.getProperty("user.name")).doAs(action);
  }

  private static void make(FileSystem files, String[] directory) throws IOException {
    Path path = new Path(directory[0]);
    if (!files.exists(path)) {
      files.mkdirs(path);
      files.setOwner(path, directory[1], directory[2]);
      files.setPermission(path, new FsPermission(directory[3]));
    }
  }
}

package dev.mercato.core.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, with permissions by {@code java.nio}. Without its native library,
 * which Maven Central does not have, Hadoop starts a process {@code chmod} for every file and
 * directory that it makes, and {@code ls} for every one whose owner is asked for: tests with twenty
 * small loads started three thousand of them.
 */
public final class ForklessLocalFileSystem extends LocalFileSystem {

  /** Made by Hadoop, by the name in {@code fs.file.impl}. */
  public ForklessLocalFileSystem() {
    super(new Raw());
  }

  private static final class Raw extends RawLocalFileSystem {

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      if (permission.getStickyBit()) {
        super.setPermission(path, permission);
      } else {
        Files.setPosixFilePermissions(pathToFile(path).toPath(), posix(permission));
      }
    }

    /** With owner and permissions, which Hadoop's own looks up when they are asked for. */
    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      FileStatus found = super.getFileStatus(path);
      PosixFileAttributes attributes = attributes(found.getPath());
      return new FileStatus(
          found.getLen(),
          found.isDirectory(),
          found.getReplication(),
          found.getBlockSize(),
          found.getModificationTime(),
          found.getAccessTime(),
          hadoop(attributes.permissions()),
          attributes.owner().getName(),
          attributes.group().getName(),
          found.getPath());
    }

    private PosixFileAttributes attributes(Path path) throws IOException {
      try {
        return Files.readAttributes(
            pathToFile(path).toPath(), PosixFileAttributes.class, new LinkOption[0]);
      } catch (NoSuchFileException e) {
        throw new FileNotFoundException("File " + path + " does not exist");
      }
    }

    private static Set<PosixFilePermission> posix(FsPermission permission) {
      return PosixFilePermissions.fromString(
          permission.getUserAction().SYMBOL
              + permission.getGroupAction().SYMBOL
              + permission.getOtherAction().SYMBOL);
    }

    private static FsPermission hadoop(Set<PosixFilePermission> permissions) {
      String symbols = PosixFilePermissions.toString(permissions);
      return new FsPermission(
          FsAction.getFsAction(symbols.substring(0, 3)),
          FsAction.getFsAction(symbols.substring(3, 6)),
          FsAction.getFsAction(symbols.substring(6, 9)));
    }
  }
}

package dev.mercato.core.home;

import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a local home for this process. The embedded metastore allows no second process, so a second
 * command is refused before Spark starts, and told who the owner is.
 *
 * <p>The lock is the operating system's lock on a file, which ends with its process: what a dead
 * owner leaves behind is only its name.
 */
public final class HomeLock implements AutoCloseable {
  private static final String FILE = "home.lock";

  private final FileChannel channel;
  private final FileLock lock;

  private HomeLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the home.
   *
   * @param command what this process does, for the refusal that another one may get
   * @throws MercatoException status 1, if the home is another process's or cannot be written
   */
  public static HomeLock take(Path home, String command) {
    Path file = home.resolve("data").resolve(FILE);
    FileChannel channel = open(home, file);
    try {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String owner = Files.readString(file).strip();
        channel.close();
        throw MercatoException.failed(
            "The home %s is in use by %s: wait for it to end, or take another home with --home."
                .formatted(home, owner.isEmpty() ? "another process" : owner));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              "process %d (mercato %s)\n"
                  .formatted(ProcessHandle.current().pid(), command)
                  .getBytes(StandardCharsets.UTF_8)));
      channel.force(false);
      return new HomeLock(channel, lock);
    } catch (IOException e) {
      throw cannotWrite(home, e);
    }
  }

  private static FileChannel open(Path home, Path file) {
    try {
      Files.createDirectories(file.getParent());
      return FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw cannotWrite(home, e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static MercatoException cannotWrite(Path home, IOException cause) {
    return MercatoException.failed(
        "The home %s cannot be written (%s): make room or give it to this user, or take another home with --home."
            .formatted(home, cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    try {
      channel.truncate(0);
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw MercatoException.failed("The lock of the home could not be given back.", e);
    }
  }
}

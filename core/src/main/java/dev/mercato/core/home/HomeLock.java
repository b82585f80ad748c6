package dev.mercato.core.home;

import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a local home for this process. The embedded metastore allows no second process, so a second
 * command is refused before Spark starts, and told who the owner is.
 *
 * <p>The lock is the operating system's lock on a file, which ends with its process: what a dead
 * owner leaves behind is only its name.
 */
public final class HomeLock implements AutoCloseable {
  private static final String FILE = "home.lock";

  /**
   * What this process holds. Asked before a file is opened, because the system's lock is lost when
   * the process closes any of its handles to the file.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private HomeLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the home.
   *
   * @param command what this process does, for the refusal that another one may get
   * @throws MercatoException status 1, if the home is another process's or cannot be written
   */
  public static HomeLock take(Path home, String command) {
    Path file = file(home);
    if (!HELD_HERE.add(file)) {
      throw inUse(home, "this very process");
    }
    try {
      FileChannel channel = locked(home, file);
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              "process %d (mercato %s)\n"
                  .formatted(ProcessHandle.current().pid(), command)
                  .getBytes(StandardCharsets.UTF_8)));
      channel.force(false);
      return new HomeLock(file, channel);
    } catch (IOException e) {
      HELD_HERE.remove(file);
      throw cannotWrite(home, e);
    } catch (MercatoException e) {
      HELD_HERE.remove(file);
      throw e;
    }
  }

  private static Path file(Path home) {
    Path directory = home.resolve("data");
    try {
      Files.createDirectories(directory);
      return directory.toRealPath().resolve(FILE);
    } catch (IOException e) {
      throw cannotWrite(home, e);
    }
  }

  private static FileChannel locked(Path home, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      String owner = Files.readString(file).strip();
      channel.close();
      throw inUse(home, owner.isEmpty() ? "another process" : owner);
    }
    return channel;
  }

  private static MercatoException inUse(Path home, String owner) {
    return MercatoException.failed(
        "The home %s is in use by %s: wait for it to end, or take another home with --home."
            .formatted(home, owner));
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
      channel.close();
      HELD_HERE.remove(file);
    } catch (IOException e) {
      throw MercatoException.failed("The lock of the home could not be given back.", e);
    }
  }
}

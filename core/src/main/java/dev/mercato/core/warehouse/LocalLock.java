package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of a table on local disk: the operating system's lock on a file, which ends with its
 * process. So there is no dead owner to judge and nothing to race for. (Hadoop's local file system
 * cannot create a file exclusively: it looks first and creates then.)
 *
 * <p>The system's lock belongs to the process and is lost when the process closes any of its
 * handles to the file. Hence the set of what this process holds, asked before a file is opened, and
 * hence the owner's name in a file of its own.
 */
final class LocalLock extends WriterLock {
  private static final String OWNER_FILE = "_writer.owner";
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private LocalLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  static Attempt attempt(org.apache.hadoop.fs.Path table) throws IOException {
    Path directory = Path.of(table.toUri().getPath()).toRealPath();
    Path file = directory.resolve(LOCK_FILE);
    Path ownerFile = directory.resolve(OWNER_FILE);
    if (!HELD_HERE.add(file)) {
      return Attempt.heldBy(owner(ownerFile));
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        Files.writeString(ownerFile, LockOwner.thisProcess().format());
        return Attempt.taken(new LocalLock(file, channel, lock));
      }
    } catch (IOException e) {
      letGo(file, channel);
      throw e;
    }
    letGo(file, channel);
    return Attempt.heldBy(owner(ownerFile));
  }

  private static void letGo(Path file, FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      HELD_HERE.remove(file);
    }
  }

  private static String owner(Path ownerFile) throws IOException {
    return Files.exists(ownerFile)
        ? LockOwner.parse(Files.readString(ownerFile))
            .map(LockOwner::describe)
            .orElse("another process")
        : "another process";
  }

  @Override
  void verify() {
    if (!lock.isValid()) {
      throw MercatoException.failed("The lock %s is not held any more.".formatted(file));
    }
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      letGo(file, channel);
    } catch (IOException e) {
      throw MercatoException.failed("The lock %s could not be given back.".formatted(file), e);
    }
  }
}

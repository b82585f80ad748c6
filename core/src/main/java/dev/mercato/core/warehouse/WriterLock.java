package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The right to write to a table: one process at a time has it, and in that process one holder.
 * Readers need none. What a dead owner held is free for the next.
 */
public abstract sealed class WriterLock implements AutoCloseable permits LocalLock, SharedLock {
  static final String LOCK_FILE = "_writer.lock";
  private static final Duration RETRY = Duration.ofMillis(250);

  /** The lock of the table in that directory, if nobody else has it. */
  static Optional<WriterLock> tryTake(FileSystem files, Path directory) {
    return attempt(files, directory).lock();
  }

  /**
   * The lock of the table in that directory, waited for if need be.
   *
   * @throws MercatoException status 1 that names the owner, if it has not let go in that time
   */
  static WriterLock take(FileSystem files, Path directory, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Attempt attempt = attempt(files, directory);
      if (attempt.lock().isPresent()) {
        return attempt.lock().get();
      }
      if (System.nanoTime() >= deadline) {
        throw MercatoException.failed(
            "Could not write to the table '%s': %s is writing to it. Wait for it to end, then try again."
                .formatted(directory.getName(), attempt.owner()));
      }
      pause();
    }
  }

  static Attempt attempt(FileSystem files, Path directory) {
    try {
      files.mkdirs(directory);
      return files.getScheme().equals("file")
          ? LocalLock.attempt(directory)
          : SharedLock.attempt(files, directory, SharedLock.HEARTBEAT_LIMIT);
    } catch (IOException e) {
      throw MercatoException.failed(
          "Could not lock the table '%s' for writing (%s): see that %s exists and can be written."
              .formatted(directory.getName(), e.getMessage(), directory),
          e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MercatoException.failed("Interrupted while waiting for a table's lock.", e);
    }
  }

  /**
   * To be called right before each commit.
   *
   * @throws MercatoException status 1, if this process was taken for dead and another one has the
   *     lock now
   */
  abstract void verify();

  @Override
  public abstract void close();

  /**
   * What came of asking for the lock once.
   *
   * @param owner who has it otherwise, for the refusal
   */
  record Attempt(Optional<WriterLock> lock, String owner) {
    static Attempt taken(WriterLock lock) {
      return new Attempt(Optional.of(lock), "");
    }

    static Attempt heldBy(String owner) {
      return new Attempt(Optional.empty(), owner);
    }
  }
}

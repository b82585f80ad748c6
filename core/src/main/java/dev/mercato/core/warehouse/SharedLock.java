package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The lock of a table on a file system that machines share: a file with its owner's name in it.
 *
 * <p>It rests on one property of HDFS: a rename never replaces a file, so of several processes that
 * rename to one name only one succeeds. Taking the lock is renaming a claim, written whole
 * beforehand, to the lock's name. Taking it over from a dead owner is first renaming the lock to a
 * name made from that owner's token, which only one taker ever achieves, however late another one
 * acts on what it saw.
 *
 * <p>An owner on this machine is dead when its process is; one elsewhere when its heartbeat is
 * older than the limit. Ages are differences between times that the file system gave, so that
 * machines' clocks need not agree.
 */
final class SharedLock extends WriterLock {
  static final Duration HEARTBEAT_LIMIT = Duration.ofMinutes(2);
  private static final int BEATS_PER_LIMIT = 8;

  private final FileSystem files;
  private final Path directory;
  private final LockOwner owner;
  private final ScheduledExecutorService heart;
  private final Future<?> beating;

  private SharedLock(FileSystem files, Path directory, LockOwner owner, Duration limit) {
    this.files = files;
    this.directory = directory;
    this.owner = owner;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "heartbeat of " + directory.getName());
              thread.setDaemon(true);
              return thread;
            });
    long pause = limit.toMillis() / BEATS_PER_LIMIT;
    this.beating = heart.scheduleAtFixedRate(this::beat, pause, pause, TimeUnit.MILLISECONDS);
  }

  static Attempt attempt(FileSystem files, Path directory, Duration limit) throws IOException {
    LockOwner self = LockOwner.thisProcess();
    Path claim = new Path(directory, "_writer.claim-" + self.token());
    write(files, claim, self.format());
    write(files, heartbeat(directory, self), "");
    Path lock = new Path(directory, LOCK_FILE);
    if (moved(files, claim, lock)) {
      return Attempt.taken(new SharedLock(files, directory, self, limit));
    }
    long now = files.getFileStatus(claim).getModificationTime();
    Optional<LockOwner> holder = holder(files, lock);
    if (holder.isPresent()
        && isDead(files, directory, holder.get(), now, limit)
        && buried(files, directory, holder.get())
        && moved(files, claim, lock)) {
      return Attempt.taken(new SharedLock(files, directory, self, limit));
    }
    files.delete(claim, false);
    files.delete(heartbeat(directory, self), false);
    return Attempt.heldBy(holder.map(LockOwner::describe).orElse("another process"));
  }

  private static boolean isDead(
      FileSystem files, Path directory, LockOwner holder, long now, Duration limit)
      throws IOException {
    if (holder.isOnThisMachine()) {
      return !holder.isAlive();
    }
    try {
      long beat = files.getFileStatus(heartbeat(directory, holder)).getModificationTime();
      return now - beat > limit.toMillis();
    } catch (FileNotFoundException neverBeat) {
      return false;
    }
  }

  /** Puts a dead owner's lock aside; true for one caller only. */
  private static boolean buried(FileSystem files, Path directory, LockOwner dead)
      throws IOException {
    if (!moved(
        files,
        new Path(directory, LOCK_FILE),
        new Path(directory, "_writer.dead-" + dead.token()))) {
      return false;
    }
    files.delete(heartbeat(directory, dead), false);
    return true;
  }

  private void beat() {
    try {
      write(files, heartbeat(directory, owner), "");
    } catch (IOException missed) {
      // The next beat may succeed; if none does, verify() finds the lock gone before any commit.
      return;
    }
  }

  @Override
  void verify() {
    try {
      if (holder(files, new Path(directory, LOCK_FILE))
          .filter(holder -> holder.token().equals(owner.token()))
          .isEmpty()) {
        throw MercatoException.failed(
            "The table '%s' was taken over by another writer, because this process gave no sign of life for %d seconds: run the same again."
                .formatted(directory.getName(), HEARTBEAT_LIMIT.toSeconds()));
      }
    } catch (IOException e) {
      throw MercatoException.failed(
          "Could not read the lock of the table '%s' (%s): see that the file system is there, then run the same again."
              .formatted(directory.getName(), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    beating.cancel(false);
    heart.shutdownNow();
    Path lock = new Path(directory, LOCK_FILE);
    try {
      if (holder(files, lock).filter(holder -> holder.token().equals(owner.token())).isPresent()) {
        files.delete(lock, false);
      }
      files.delete(heartbeat(directory, owner), false);
    } catch (IOException e) {
      throw MercatoException.failed(
          "The lock of the table '%s' could not be given back; it is free once this process has ended."
              .formatted(directory.getName()),
          e);
    }
  }

  private static Path heartbeat(Path directory, LockOwner owner) {
    return new Path(directory, "_writer.beat-" + owner.token());
  }

  /** Renames, never onto a file that is there. */
  private static boolean moved(FileSystem files, Path from, Path to) throws IOException {
    try {
      return !files.exists(to) && files.rename(from, to);
    } catch (FileNotFoundException goneMeanwhile) {
      return false;
    }
  }

  private static Optional<LockOwner> holder(FileSystem files, Path lock) throws IOException {
    try (FSDataInputStream in = files.open(lock)) {
      return LockOwner.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException free) {
      return Optional.empty();
    }
  }

  private static void write(FileSystem files, Path file, String text) throws IOException {
    try (FSDataOutputStream out = files.create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}

package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The right to consume a topic into its table: one process at a time has it. */
public final class StreamLock implements AutoCloseable {
  private final WriterLock lock;

  private StreamLock(WriterLock lock) {
    this.lock = lock;
  }

  /**
   * Takes the lock in the stream's directory, which is made if it is missing.
   *
   * @throws MercatoException status 1 that names who has it
   */
  public static StreamLock take(String topic, String directory, Configuration hadoop) {
    try {
      Path path = new Path(directory);
      FileSystem files = path.getFileSystem(hadoop);
      WriterLock.Attempt attempt = WriterLock.attempt(files, files.makeQualified(path));
      return attempt
          .lock()
          .map(StreamLock::new)
          .orElseThrow(
              () ->
                  MercatoException.failed(
                      "The topic '%s' is being consumed into its table already, by %s: stop that one first."
                          .formatted(topic, attempt.owner())));
    } catch (IOException e) {
      throw MercatoException.failed(
          "The directory %s of the stream '%s' cannot be reached (%s): see that its file system is there, or set paths.checkpoints."
              .formatted(directory, topic, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}

package dev.mercato.core.warehouse;

import org.apache.hadoop.fs.Path;

/**
 * A mart that is being written: a directory and the right to write to its table, which lasts until
 * this is closed.
 */
public final class StagedMart implements AutoCloseable {
  private final Path directory;
  private final String attempt;
  private final WriterLock lock;

  StagedMart(Path directory, String attempt, WriterLock lock) {
    this.directory = directory;
    this.attempt = attempt;
    this.lock = lock;
  }

  /**
   * Where the rows go, as Parquet files with the registry's columns: for a monthly mart in folders
   * {@code event_month=yyyy-MM}, else right here. It does not exist yet.
   */
  public String directory() {
    return directory.toString();
  }

  Path path() {
    return directory;
  }

  String attempt() {
    return attempt;
  }

  WriterLock lock() {
    return lock;
  }

  @Override
  public void close() {
    lock.close();
  }
}

package dev.mercato.core.warehouse;

import org.apache.hadoop.fs.Path;

/**
 * A load that is being written: a directory for its rows, one for its rejects, and the right to
 * write to its table, which lasts until this is closed. What is not committed by then is never seen
 * and is swept in time.
 */
public final class StagedLoad implements AutoCloseable {
  private final String loadId;
  private final String attempt;
  private final Path directory;
  private final Path rejects;
  private final WriterLock lock;

  StagedLoad(String loadId, String attempt, Path directory, Path rejects, WriterLock lock) {
    this.loadId = loadId;
    this.attempt = attempt;
    this.directory = directory;
    this.rejects = rejects;
    this.lock = lock;
  }

  public String loadId() {
    return loadId;
  }

  /**
   * Where the rows go, as Parquet files with the registry's columns: for a fact table in folders
   * {@code event_month=yyyy-MM}, for a snapshot table right here. It does not exist yet.
   */
  public String directory() {
    return directory.toString();
  }

  /**
   * Where the rejects go, as Parquet files with the columns of the table {@code rejects} but its
   * partition columns. It does not exist yet, and need not if there are none.
   */
  public String rejectsDirectory() {
    return rejects.toString();
  }

  String attempt() {
    return attempt;
  }

  Path path() {
    return directory;
  }

  Path rejectsPath() {
    return rejects;
  }

  WriterLock lock() {
    return lock;
  }

  @Override
  public void close() {
    lock.close();
  }
}

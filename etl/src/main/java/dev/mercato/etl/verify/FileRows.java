package dev.mercato.etl.verify;

import dev.mercato.core.parquet.ParquetFooter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;

/**
 * What the footers of the Parquet files in some directories say, each read once.
 *
 * @param rows by directory; one with a file that cannot be read is not among them
 * @param faults why a directory cannot be read
 */
record FileRows(Map<String, Long> rows, Map<String, String> faults) {

  /** Reads the footers, several at a time. */
  static FileRows in(Collection<String> directories, Configuration hadoop) {
    Map<String, Long> rows = new ConcurrentHashMap<>();
    Map<String, String> faults = new ConcurrentHashMap<>();
    directories.parallelStream()
        .forEach(
            directory -> {
              try {
                rows.put(directory, ParquetFooter.rowsUnder(directory, hadoop));
              } catch (UncheckedIOException e) {
                faults.put(directory, fault(e.getCause()));
              }
            });
    return new FileRows(Map.copyOf(rows), Map.copyOf(faults));
  }

  /** A file system that is not there says nothing about the files. */
  private static String fault(IOException error) {
    if (error instanceof ConnectException || error instanceof UnknownHostException) {
      throw new UncheckedIOException(error);
    }
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /** Takes down whether a directory's files hold so many rows. */
  void check(CheckLog log, String subject, String directory, long expected) {
    String fault = faults.get(directory);
    if (fault == null) {
      log.equal(
          CheckName.FILES,
          subject,
          "the files hold %,d rows",
          rows.get(directory),
          "the loads kept %,d",
          expected);
    } else {
      log.failed(
          CheckName.FILES,
          subject,
          "the files in %s cannot be read: %s".formatted(directory, fault));
    }
  }
}

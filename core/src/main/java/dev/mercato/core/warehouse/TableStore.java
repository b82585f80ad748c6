package dev.mercato.core.warehouse;

import dev.mercato.core.MercatoException;
import dev.mercato.core.table.Table;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Where one table stands: its metastore entry and its own directory. In that directory each attempt
 * to change the table has a directory of its own, and in there stand what partitions point to:
 * TABLE/ATTEMPT/PLACE.
 */
record TableStore(
    SparkSession spark,
    Metastore metastore,
    FileSystem files,
    Path directory,
    Table table,
    Clock clock) {
  private static final DateTimeFormatter ATTEMPT_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
  private static final int ATTEMPT_RANDOM = 8;
  private static final String JOB_DESCRIPTION = "spark.job.description";

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** A name that no attempt had before. */
  String newAttempt(String purpose) {
    return "%s.%s.%s"
        .formatted(
            purpose,
            ATTEMPT_TIME.format(clock.instant()),
            UUID.randomUUID().toString().substring(0, ATTEMPT_RANDOM));
  }

  Path place(String attempt, String place) {
    return new Path(new Path(directory, attempt), place);
  }

  void make(Path path) {
    try {
      files.mkdirs(path);
    } catch (IOException e) {
      throw MercatoException.failed(
          "Could not make the directory %s (%s): see that there is room and that it can be written."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  boolean exists(Path path) {
    try {
      return files.exists(path);
    } catch (IOException e) {
      throw MercatoException.failed(
          "Could not look for %s (%s): see that the file system is there."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  WriterLock lock(Duration patience) {
    return WriterLock.take(files, directory, patience);
  }

  Optional<WriterLock> tryLock() {
    return WriterLock.tryTake(files, directory);
  }

  Dataset<Row> read(StructType schema, List<Path> places) {
    return spark
        .read()
        .schema(schema)
        .parquet(places.stream().map(Path::toString).toArray(String[]::new));
  }

  /** How many rows a table's files in a directory have; 0 if the directory does not exist. */
  long count(Table of, Path place) {
    return exists(place) ? read(of.fileSchema(), List.of(place)).count() : 0;
  }

  /** Does Spark work under a description that the Spark UI shows. */
  <T> T describing(String what, Supplier<T> work) {
    String before = spark.sparkContext().getLocalProperty(JOB_DESCRIPTION);
    spark.sparkContext().setJobDescription("%s: %s".formatted(table.name(), what));
    try {
      return work.get();
    } finally {
      spark.sparkContext().setJobDescription(before);
    }
  }

  /**
   * Makes one metastore call that commits. An error does not mean that it did not: the answer may
   * have been lost. So after one the metastore is asked what stands there.
   */
  void commit(WriterLock lock, String what, Runnable call, BooleanSupplier committed) {
    lock.verify();
    try {
      call.run();
    } catch (Exception e) {
      if (!stands(what, committed, e)) {
        throw MercatoException.failed(
            "Could not commit %s: the metastore refused it (%s). The table '%s' is as it was; run the same again when the cause is mended."
                .formatted(what, e.getMessage(), table.name()),
            e);
      }
    }
  }

  private static boolean stands(String what, BooleanSupplier committed, Exception error) {
    try {
      return committed.getAsBoolean();
    } catch (Exception e) {
      error.addSuppressed(e);
      throw MercatoException.failed(
          "The metastore failed while it committed %s and does not answer since (%s): when it is back, run the same again; what was committed is not loaded twice."
              .formatted(what, e.getMessage()),
          error);
    }
  }
}

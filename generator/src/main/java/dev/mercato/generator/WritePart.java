package dev.mercato.generator;

import dev.mercato.core.MercatoException;
import dev.mercato.generator.columns.RowChecksum;
import dev.mercato.generator.parquet.ParquetTableFile;
import dev.mercato.generator.tables.OpenShops;
import dev.mercato.generator.tables.RowSource;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.Window;
import dev.mercato.simulator.calibration.CalibrationTally;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The work of a task: writes one file and tells what is in it. Written under another name first, so
 * that a task that is run twice leaves one whole file.
 */
final class WritePart implements Function<PartFile, Written> {

  private static final long serialVersionUID = 1L;

  /** Packed differences and dictionaries leave so little that zstd saves a tenth and costs more. */
  private static final CompressionCodecName CODEC = CompressionCodecName.SNAPPY;

  private final ShopSpec shop;
  private final Window window;
  private final String directory;
  private final Broadcast<SerializableConfiguration> hadoop;

  /**
   * The work on one table.
   *
   * @param window the days of the whole batch
   * @param directory of the table's files
   */
  WritePart(
      ShopSpec shop, Window window, String directory, Broadcast<SerializableConfiguration> hadoop) {
    this.shop = shop;
    this.window = window;
    this.directory = directory;
    this.hadoop = hadoop;
  }

  @Override
  public Written call(PartFile file) {
    Path target = new Path(directory, file.path());
    Path aside = new Path(target.getParent(), "_" + UUID.randomUUID() + ".parquet");
    Configuration conf = hadoop.value().value();
    try {
      FileSystem files = target.getFileSystem(conf);
      try {
        Written written = write(file, aside, conf);
        // If another run of the same task was faster, its file has the same bytes.
        if (!files.rename(aside, target) && !files.exists(target)) {
          throw new IOException("it could not be renamed from " + aside.getName());
        }
        return written;
      } finally {
        files.delete(aside, false);
      }
    } catch (IOException e) {
      throw MercatoException.failed(
          "The file %s cannot be written (%s): make room, or take another home with --home."
              .formatted(target, e.getMessage()),
          e);
    }
  }

  private Written write(PartFile part, Path path, Configuration conf) throws IOException {
    CalibrationTally tally = new CalibrationTally(window);
    RowSource source = part.table().open(OpenShops.get(shop), part.part(), tally);
    RowChecksum checksum = new RowChecksum(source.columns(), part.table().mayBeNull());
    long rows = 0;
    try (ParquetTableFile file = ParquetTableFile.create(source.columns(), CODEC, conf, path)) {
      for (int batch = source.next(); batch > 0; batch = source.next()) {
        checksum.add(batch);
        file.write(batch);
        rows += batch;
      }
      file.finish();
    }
    return new Written(rows, checksum.value(), tally);
  }
}

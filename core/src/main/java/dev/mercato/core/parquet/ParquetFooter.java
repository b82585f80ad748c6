package dev.mercato.core.parquet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What the end of a Parquet file says of the whole. */
public record ParquetFooter(long rows, StructType schema) {

  /**
   * Reads the footer.
   *
   * @throws IOException if there is no valid one: the file is truncated, or not Parquet
   */
  public static ParquetFooter read(FileStatus file, Configuration hadoop) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromStatus(file, hadoop), HadoopReadOptions.builder(hadoop).build())) {
      return new ParquetFooter(
          reader.getRecordCount(),
          new ParquetToSparkSchemaConverter(SQLConf.get())
              .convert(reader.getFileMetaData().getSchema()));
    } catch (RuntimeException noFooter) {
      throw new IOException(noFooter.getMessage(), noFooter);
    }
  }

  /** The rows of all Parquet files under a directory; 0 if it does not exist. */
  public static long rowsUnder(String directory, Configuration hadoop) {
    Path root = new Path(directory);
    try {
      FileSystem system = root.getFileSystem(hadoop);
      List<FileStatus> files = new ArrayList<>();
      var all = system.listFiles(root, true);
      while (all.hasNext()) {
        FileStatus file = all.next();
        if (file.getPath().getName().endsWith(".parquet")) {
          files.add(file);
        }
      }
      long rows = 0;
      for (FileStatus file : files) {
        rows += read(file, hadoop).rows();
      }
      return rows;
    } catch (FileNotFoundException nothing) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the columns differ from those expected, one short sentence for each; order is free. */
  public List<String> differencesFrom(StructType expected) {
    List<String> differences = new ArrayList<>();
    for (StructField field : expected.fields()) {
      Optional<StructField> found = field(schema, field.name());
      if (found.isEmpty()) {
        differences.add("column %s is missing".formatted(field.name()));
      } else if (!found.get().dataType().equals(field.dataType())) {
        differences.add(
            "column %s is %s and should be %s"
                .formatted(field.name(), found.get().dataType().sql(), field.dataType().sql()));
      }
    }
    for (StructField field : schema.fields()) {
      if (field(expected, field.name()).isEmpty()) {
        differences.add("column %s is not known".formatted(field.name()));
      }
    }
    return differences;
  }

  private static Optional<StructField> field(StructType schema, String name) {
    return Arrays.stream(schema.fields()).filter(field -> field.name().equals(name)).findFirst();
  }
}

package dev.mercato.generator.parquet;

import dev.mercato.generator.columns.TableColumns;
import dev.mercato.generator.columns.TableVector;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.package$;

/**
 * A Parquet file that the batches of a table's columns go into, as Spark writes its own: same
 * types, same metadata. Pages of a row group wait in memory, compressed, until it is full.
 */
public final class ParquetTableFile implements AutoCloseable {

  /** Batches a row group: about a million rows. */
  private static final int ROW_GROUP_BATCHES = 64;

  private static final long BLOCK_BYTES = 128L << 20;
  private static final int MOST_PADDING = 8 << 20;
  private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";
  private static final String SPARK_VERSION = "org.apache.spark.version";

  private final TableColumns columns;
  private final MessageType schema;
  private final List<ColumnPages> pages;
  private final CodecFactory codecs;
  private final BytesInputCompressor compressor;
  private final ParquetFileWriter file;
  private ColumnChunkPageWriteStore rowGroup;
  private long rowGroupRows;
  private int rowGroupBatches;

  private ParquetTableFile(
      TableColumns columns, CompressionCodecName codec, Configuration hadoop, Path path)
      throws IOException {
    this.columns = columns;
    this.schema = ParquetTypes.schema(columns.schema());
    List<TableVector> vectors = columns.inOrder();
    this.pages =
        IntStream.range(0, vectors.size())
            .mapToObj(i -> ColumnPages.of(schema.getColumns().get(i), vectors.get(i)))
            .toList();
    this.codecs = new CodecFactory(hadoop, ColumnPages.PAGE_BYTES);
    this.compressor = codecs.getCompressor(codec);
    this.rowGroup = openRowGroup();
    this.file =
        new ParquetFileWriter(
            HadoopOutputFile.fromPath(path, hadoop),
            schema,
            ParquetFileWriter.Mode.CREATE,
            BLOCK_BYTES,
            MOST_PADDING,
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    file.start();
  }

  /** Creates the file; there must be none yet. */
  public static ParquetTableFile create(
      TableColumns columns, CompressionCodecName codec, Configuration hadoop, Path path)
      throws IOException {
    return new ParquetTableFile(columns, codec, hadoop, path);
  }

  /** Writes the rows that the columns hold now. */
  public void write(int rows) throws IOException {
    for (ColumnPages column : pages) {
      column.writePage(chunk(column), rows);
    }
    rowGroupRows += rows;
    if (++rowGroupBatches == ROW_GROUP_BATCHES) {
      flushRowGroup();
      rowGroup = openRowGroup();
    }
  }

  /** Ends the file; without this it is no Parquet file. */
  public void finish() throws IOException {
    if (rowGroupRows > 0) {
      flushRowGroup();
    }
    file.end(
        Map.of(
            SPARK_SCHEMA,
            columns.schema().json(),
            SPARK_VERSION,
            package$.MODULE$.SPARK_VERSION()));
  }

  @Override
  public void close() throws IOException {
    rowGroup.close();
    codecs.release();
    file.close();
  }

  private void flushRowGroup() throws IOException {
    for (ColumnPages column : pages) {
      column.endRowGroup(chunk(column));
    }
    file.startBlock(rowGroupRows);
    rowGroup.flushToFileWriter(file);
    file.endBlock();
    rowGroup.close();
    rowGroupRows = 0;
    rowGroupBatches = 0;
  }

  private PageWriter chunk(ColumnPages column) {
    return rowGroup.getPageWriter(column.column());
  }

  private ColumnChunkPageWriteStore openRowGroup() {
    return new ColumnChunkPageWriteStore(
        compressor,
        schema,
        HeapByteBufferAllocator.getInstance(),
        ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
        ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
  }
}

package dev.mercato.generator.source;

import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/** Learns which columns a query needs. */
final class SourceScanBuilder implements ScanBuilder, SupportsPushDownRequiredColumns {

  private final SourceOptions options;
  private StructType needed;

  SourceScanBuilder(SourceOptions options) {
    this.options = options;
    this.needed = options.table().schema();
  }

  @Override
  public void pruneColumns(StructType required) {
    needed = required;
  }

  @Override
  public Scan build() {
    return new SourceScan(options, needed);
  }
}

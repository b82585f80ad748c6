package dev.mercato.generator.source;

import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A simulated table as Spark sees it: to be read only, as a batch. */
record SourceTable(SourceOptions options) implements SupportsRead {

  @Override
  public String name() {
    return "mercato " + options.table().label();
  }

  @Override
  @SuppressWarnings("deprecation") // the successor, columns(), takes what this returns
  public StructType schema() {
    return options.table().schema();
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap more) {
    return new SourceScanBuilder(options);
  }
}

package dev.mercato.generator.source;

import dev.mercato.generator.tables.OpenShops;
import dev.mercato.generator.tables.Parts;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;

/** One reading of a table: a task for each of its parts. */
record SourceScan(SourceOptions options, StructType readSchema) implements Scan, Batch {

  @Override
  public String description() {
    return "mercato %s %s to %s, %d users, seed %d"
        .formatted(
            options.table().label(),
            options.window().from(),
            options.window().to(),
            options.shop().users(),
            options.shop().seed());
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return Parts.of(options.table(), OpenShops.get(options.shop()), options.window()).stream()
        .map(SourcePartition::new)
        .toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new SourceReaderFactory(options.table(), options.shop(), readSchema);
  }

  @Override
  public ColumnarSupportMode columnarSupportMode() {
    return ColumnarSupportMode.SUPPORTED;
  }
}

package dev.mercato.generator.source;

import dev.mercato.generator.tables.OpenShops;
import dev.mercato.generator.tables.SimulatedTable;
import dev.mercato.simulator.ShopSpec;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Opens parts in tasks; rows come by columns only. */
record SourceReaderFactory(SimulatedTable table, ShopSpec shop, StructType needed)
    implements PartitionReaderFactory {

  @Override
  public boolean supportColumnarReads(InputPartition partition) {
    return true;
  }

  @Override
  public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
    return new SourceReader(
        table.open(OpenShops.get(shop), ((SourcePartition) partition).part()), needed);
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    throw new UnsupportedOperationException("The data source mercato gives columns, not rows");
  }
}

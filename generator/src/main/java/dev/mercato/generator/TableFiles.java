package dev.mercato.generator;

import dev.mercato.generator.tables.OpenShops;
import dev.mercato.generator.tables.Parts;
import dev.mercato.generator.tables.SimulatedTable;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.Window;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes the files of a batch, a folder a table. A task writes one file with one writer, and tells
 * what is in it; nothing is shuffled or sorted.
 */
final class TableFiles {

  private final JavaSparkContext spark;
  private final ShopSpec shop;
  private final Window window;

  TableFiles(JavaSparkContext spark, ShopSpec shop, Window window) {
    this.spark = spark;
    this.shop = shop;
    this.window = window;
  }

  /** Writes a table's files below a directory, which must not have any yet. */
  Written write(SimulatedTable table, Path directory) {
    List<PartFile> files = PartFile.of(table, Parts.of(table, OpenShops.get(shop), window));
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    spark
        .sc()
        .setJobDescription(
            "Simulate %s, %s to %s".formatted(table.label(), window.from(), window.to()));
    try {
      return spark
          .parallelize(files, files.size())
          .map(new WritePart(shop, window, directory.toString(), hadoop))
          .reduce(Written::plus);
    } finally {
      spark.sc().setJobDescription("");
      hadoop.destroy();
    }
  }
}

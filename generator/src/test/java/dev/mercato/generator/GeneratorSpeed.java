package dev.mercato.generator;

import dev.mercato.generator.columns.RowChecksum;
import dev.mercato.generator.parquet.ParquetTableFile;
import dev.mercato.generator.tables.OpenShops;
import dev.mercato.generator.tables.Part;
import dev.mercato.generator.tables.Parts;
import dev.mercato.generator.tables.RowSource;
import dev.mercato.generator.tables.SimulatedTable;
import dev.mercato.simulator.Shop;
import dev.mercato.simulator.ShopSpec;
import dev.mercato.simulator.Window;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Shows where the CPU time of a file goes, on one thread: filling columns, the checksum, the
 * Parquet pages by codec. Arguments: table (clickstream), users (100,000), rounds (5).
 */
public final class GeneratorSpeed {

  private GeneratorSpeed() {}

  public static void main(String[] arguments) throws Exception {
    SimulatedTable table =
        SimulatedTable.named(arguments.length > 0 ? arguments[0] : "clickstream").orElseThrow();
    long users = arguments.length > 1 ? Long.parseLong(arguments[1]) : 100_000;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    Shop shop = OpenShops.get(ShopSpec.DEFAULT.withUsers(users));
    Window window = new Window(LocalDate.of(2025, 5, 1), LocalDate.of(2025, 5, 31));
    List<Part> parts = Parts.of(table, shop, window);
    for (int round = 0; round < rounds; round++) {
      measure("fill", table, shop, parts, false, null);
      measure("fill, checksum", table, shop, parts, true, null);
      for (CompressionCodecName codec :
          List.of(
              CompressionCodecName.UNCOMPRESSED,
              CompressionCodecName.LZ4_RAW,
              CompressionCodecName.SNAPPY,
              CompressionCodecName.ZSTD)) {
        measure("fill, checksum, " + codec, table, shop, parts, true, codec);
      }
    }
  }

  private static void measure(
      String what,
      SimulatedTable table,
      Shop shop,
      List<Part> parts,
      boolean checked,
      CompressionCodecName codec)
      throws Exception {
    Path directory = Files.createTempDirectory("generator-speed");
    Configuration hadoop = new Configuration();
    long bytes = 0;
    long rows = 0;
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < parts.size(); i++) {
      RowSource source = table.open(shop, parts.get(i));
      RowChecksum checksum = new RowChecksum(source.columns(), table.mayBeNull());
      Path path = directory.resolve("part-" + i + ".parquet");
      ParquetTableFile file =
          codec == null
              ? null
              : ParquetTableFile.create(
                  source.columns(), codec, hadoop, new org.apache.hadoop.fs.Path(path.toString()));
      for (int batch = source.next(); batch > 0; batch = source.next()) {
        rows += batch;
        if (checked) {
          checksum.add(batch);
        }
        if (file != null) {
          file.write(batch);
        }
      }
      if (file != null) {
        file.finish();
        file.close();
        bytes += Files.size(path);
        Files.delete(path);
      }
    }
    double nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    System.out.printf(
        Locale.ROOT,
        "%-32s %,11d rows %6.1f ns/row %6.2f M rows/s %6.1f bytes/row%n",
        what,
        rows,
        nanos / rows,
        rows * 1e3 / nanos,
        bytes / (double) rows);
  }
}

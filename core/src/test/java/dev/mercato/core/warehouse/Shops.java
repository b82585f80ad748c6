package dev.mercato.core.warehouse;

import dev.mercato.core.spark.SharedSpark;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A new warehouse in a database and a directory of its own, with only the tables that a test needs.
 */
record Shops(SparkSession spark, String database, Warehouse warehouse) {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  static Shops open(Table... tables) {
    return open(Clock.systemUTC(), tables);
  }

  static Shops open(Clock clock, Table... tables) {
    SparkSession spark = SharedSpark.session();
    String database = "shop" + DATABASES.incrementAndGet();
    Warehouse warehouse =
        new Warehouse(
            spark,
            database,
            SharedSpark.temporary().toString(),
            withLoads(tables),
            clock,
            Duration.ofMillis(300));
    warehouse.create();
    return new Shops(spark, database, warehouse);
  }

  private static List<Table> withLoads(Table... tables) {
    List<Table> all = new ArrayList<>(List.of(tables));
    all.add(ShopTables.REJECTS);
    all.add(ShopTables.LOADS);
    return all;
  }

  /** Deletes what stands in a directory, as no command would. */
  void loseFiles(String directory) {
    Path path = new Path(directory);
    try {
      FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      for (FileStatus file : files.listStatus(path)) {
        files.delete(file.getPath(), true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long count(Table table) {
    return spark.table(database + "." + table.name()).count();
  }
}

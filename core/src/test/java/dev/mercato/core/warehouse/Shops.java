package dev.mercato.core.warehouse;

import dev.mercato.core.spark.SharedSpark;
import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

  long count(Table table) {
    return spark.table(database + "." + table.name()).count();
  }
}

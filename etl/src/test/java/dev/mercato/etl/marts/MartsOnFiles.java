package dev.mercato.etl.marts;

import static org.apache.spark.sql.functions.col;

import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes four marts from Parquet files, without tables: what {@code benchmarks/etl} measures. Prints
 * one line of JSON a mart, with the seconds from reading the files to the mart's files being
 * written.
 */
public final class MartsOnFiles {
  private final SparkSession spark;
  private final String data;
  private final String out;

  private MartsOnFiles(SparkSession spark, String data, String out) {
    this.spark = spark;
    this.data = data;
    this.out = out;
  }

  /**
   * Makes the marts in one session, several times over if asked to.
   *
   * @param arguments the directory with the tables' files, the directory for the marts, the first
   *     and the last month, the rounds
   */
  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().getOrCreate();
    spark.range(1).count();
    int rounds = Integer.parseInt(arguments[4]);
    for (int round = 0; round < rounds; round++) {
      new MartsOnFiles(spark, arguments[0], arguments[1] + "/round-" + round)
          .make(YearMonth.parse(arguments[2]), YearMonth.parse(arguments[3]));
    }
    spark.stop();
  }

  private void make(YearMonth first, YearMonth last) {
    LocalDate asOf = last.atEndOfMonth();
    List<YearMonth> months =
        Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1)).toList();
    Dataset<Row> events = read(ShopTables.CLICKSTREAM);
    Dataset<Row> entries =
        Ledger.entries(
            read(ShopTables.TRANSACTIONS), read(ShopTables.PRODUCTS), BookedDays.of(months, asOf));
    timed("daily_sales", () -> monthly(DailySales.of(entries), "daily_sales"));
    timed(
        "customer_360",
        () -> {
          monthly(CustomerMonths.of(entries), "customer_months");
          MartFiles.write(
              Customer360.of(
                  spark.read().parquet(out + "/customer_months"), read(ShopTables.USERS), asOf),
              out + "/customer_360");
        });
    timed("sessions", () -> monthly(Sessions.of(events), "sessions"));
    timed(
        "funnel_daily",
        () -> monthly(FunnelDaily.of(spark.read().parquet(out + "/sessions")), "funnel_daily"));
  }

  private void monthly(Dataset<Row> rows, String name) {
    MartFiles.writeMonths(rows, out + "/" + name);
  }

  private Dataset<Row> read(Table table) {
    Path path = Path.of(data, table.name());
    String place = Files.exists(path) ? path + "" : path + ".parquet";
    return spark
        .read()
        .schema(table.fileSchema())
        .option("recursiveFileLookup", true)
        .parquet(place)
        .select(
            table.columnNames().stream()
                .map(name -> col(name))
                .toArray(org.apache.spark.sql.Column[]::new));
  }

  private static void timed(String mart, Runnable work) {
    long start = System.nanoTime();
    long cpu = cpuNanos();
    work.run();
    System.out.printf(
        Locale.ROOT,
        "{\"mart\": \"%s\", \"seconds\": %.3f, \"cpu\": %.3f}%n",
        mart,
        (System.nanoTime() - start) / 1e9,
        (cpuNanos() - cpu) / 1e9);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}

package dev.mercato.etl.load;

import dev.mercato.core.job.JobContext;
import dev.mercato.core.raw.BatchOrigin;
import dev.mercato.core.raw.RawManifest;
import dev.mercato.core.raw.RawTable;
import dev.mercato.core.settings.DateRange;
import dev.mercato.core.table.Registry;
import dev.mercato.core.table.Table;
import dev.mercato.core.table.TableKind;
import dev.mercato.core.warehouse.RowChecksum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A small shop in a raw zone, made by SQL: 40 users, 20 products, ten order lines and thirty events
 * a day. Any column can be made dirty.
 */
public final class RawShop {
  static final int USERS = 40;
  static final int PRODUCTS = 20;
  static final int LINES_A_DAY = 10;
  static final int EVENTS_A_DAY = 30;

  private final JobContext context;
  private final Map<String, Map<String, String>> changes = new LinkedHashMap<>();
  private final Set<String> leftOut = new HashSet<>();
  private int copies = 1;

  public RawShop(JobContext context) {
    this.context = context;
  }

  static DateRange days(String from, String to) {
    return new DateRange(LocalDate.parse(from), LocalDate.parse(to));
  }

  /** Makes a column another expression of the clean columns; {@code n} counts the rows. */
  public RawShop with(String table, String column, String expression) {
    changes.computeIfAbsent(table, name -> new LinkedHashMap<>()).put(column, expression);
    return this;
  }

  /** Leaves a table out of the batch. */
  RawShop without(String table) {
    leftOut.add(table);
    return this;
  }

  /** Writes every fact that many times. */
  RawShop copies(int times) {
    copies = times;
    return this;
  }

  /** Writes the batch of these days and publishes it. */
  public RawManifest batch(String from, String to) {
    DateRange days = days(from, to);
    Path staging = context.rawZone().stage();
    List<RawTable> tables = new ArrayList<>();
    for (Table table : Registry.LOADED) {
      if (leftOut.contains(table.name())) {
        continue;
      }
      Observation written = new Observation();
      Dataset<Row> rows =
          rows(table, days)
              .observe(
                  written,
                  functions.count(functions.lit(1)).as("rows"),
                  RowChecksum.of(table).as("checksum"));
      String target = new Path(staging, table.name()).toString();
      if (table.kind() == TableKind.FACT) {
        rows.withColumn("month", functions.expr("date_format(clean_at, 'yyyy-MM')"))
            .drop("clean_at")
            .repartition(2)
            .write()
            .partitionBy("month")
            .parquet(target);
      } else {
        rows.write().parquet(target);
      }
      tables.add(
          new RawTable(table.name(), observed(written, "rows"), 0, observed(written, "checksum")));
    }
    RawManifest manifest = RawManifest.of(days, new BatchOrigin.ImportedFiles("tests"), tables);
    context.rawZone().publish(staging, manifest);
    return manifest;
  }

  private static long observed(Observation written, String name) {
    try {
      return (Long) written.getAsJava().get(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a batch was written", e);
    }
  }

  private Dataset<Row> rows(Table table, DateRange days) {
    Map<String, String> changed = changes.getOrDefault(table.name(), Map.of());
    List<String> columns = new ArrayList<>();
    for (dev.mercato.core.table.Column column : table.columns()) {
      columns.add(
          "CAST(%s AS %s) AS `%s`"
              .formatted(
                  changed.getOrDefault(column.name(), "`" + column.name() + "`"),
                  column.type().sql(),
                  column.name()));
    }
    if (table.kind() == TableKind.FACT) {
      columns.add("occurred_at AS clean_at");
    }
    return clean(table, days).selectExpr(columns.toArray(String[]::new));
  }

  private Dataset<Row> clean(Table table, DateRange days) {
    long first = days.from().toEpochDay();
    long count = days.to().toEpochDay() - first + 1;
    return switch (table.name()) {
      case "users" ->
          range(0, USERS)
              .selectExpr(
                  "n",
                  "n + 1 AS user_id",
                  "concat('User ', n) AS name",
                  "null AS email",
                  "'female' AS gender",
                  "DATE '1990-01-01' AS birth_date",
                  "'France' AS country",
                  "'Lyon' AS city",
                  "'direct' AS channel",
                  "'gold' AS loyalty_tier",
                  "TIMESTAMP '2024-01-01 00:00:00' AS signup_at");
      case "products" ->
          range(0, PRODUCTS)
              .selectExpr(
                  "n",
                  "n + 1 AS product_id",
                  "concat('Thing ', n) AS name",
                  "'things' AS category",
                  "null AS brand",
                  "9.99BD AS price",
                  "4.50BD AS cost",
                  "4.5D AS rating",
                  "DATE '2024-01-01' AS launched_on");
      case "transactions" ->
          facts(first * LINES_A_DAY, count * LINES_A_DAY)
              .selectExpr(
                  "n",
                  "n AS transaction_id",
                  "n div 2 AS order_id",
                  "if(n % 5 = 0, null, n % %d + 1) AS user_id".replace("%d", "" + USERS),
                  "n % 20 + 1 AS product_id",
                  "n div 2 AS session_id",
                  "cast(n % 3 + 1 AS int) AS quantity",
                  "cast(n % 7 + 1 AS decimal(10,2)) AS unit_price",
                  "0.50BD AS discount",
                  "(n % 3 + 1) * (n % 7 + 1) - 0.50BD AS amount",
                  "'completed' AS status",
                  "'card' AS payment_method",
                  at(LINES_A_DAY) + " AS occurred_at",
                  at(LINES_A_DAY) + " AS status_at");
      case "clickstream" ->
          facts(first * EVENTS_A_DAY, count * EVENTS_A_DAY)
              .selectExpr(
                  "n",
                  "n AS event_id",
                  "n div 4 AS session_id",
                  "n % 40 + 1 AS user_id",
                  "if(n % 6 = 0, 'purchase', 'product_view') AS event_type",
                  "n % 20 + 1 AS product_id",
                  "if(n % 6 = 0, n, null) AS order_id",
                  "null AS search_query",
                  "'mobile' AS device",
                  "null AS referrer",
                  at(EVENTS_A_DAY) + " AS occurred_at");
      default -> throw new IllegalArgumentException(table.name());
    };
  }

  private static String at(int perDay) {
    return "timestamp_seconds((n div %1$d) * 86400 + (n %% %1$d) * 600)".formatted(perDay);
  }

  private Dataset<Row> facts(long start, long count) {
    Dataset<Row> all = range(start, count);
    for (int copy = 1; copy < copies; copy++) {
      all = all.union(range(start, count));
    }
    return all;
  }

  private Dataset<Row> range(long start, long count) {
    return context.spark().range(start, start + count, 1, 2).selectExpr("id AS n");
  }
}

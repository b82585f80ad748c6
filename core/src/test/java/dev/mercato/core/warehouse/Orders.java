package dev.mercato.core.warehouse;

import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Makes order lines and writes them as a load would. */
final class Orders {
  private final SparkSession spark;

  Orders(SparkSession spark) {
    this.spark = spark;
  }

  /** One order line: what the tests tell apart. */
  record Line(long id, LocalDate day, int quantity) {
    Instant at() {
      return day.atStartOfDay(ZoneOffset.UTC)
          .toInstant()
          .plus(id % 86_400_000_000L, ChronoUnit.MICROS);
    }

    Row row() {
      BigDecimal price = new BigDecimal("10.00");
      return RowFactory.create(
          id,
          id,
          id % 3 == 0 ? null : id,
          7L,
          null,
          quantity,
          price,
          new BigDecimal("0.00"),
          price.multiply(BigDecimal.valueOf(quantity)),
          "completed",
          null,
          Timestamp.from(at()),
          Timestamp.from(at().plus(1, ChronoUnit.DAYS)));
    }
  }

  Dataset<Row> frame(List<Line> lines) {
    return spark.createDataFrame(
        lines.stream().map(Line::row).toList(), ShopTables.TRANSACTIONS.fileSchema());
  }

  void write(StagedLoad staged, List<Line> lines) {
    frame(lines)
        .withColumn(Table.EVENT_MONTH, MonthStats.eventMonth(functions.col(Table.EVENT_TIME)))
        .coalesce(1)
        .write()
        .partitionBy(Table.EVENT_MONTH)
        .parquet(staged.directory());
  }

  void writeRejects(StagedLoad staged, int count) {
    spark
        .createDataFrame(
            java.util.stream.IntStream.range(0, count)
                .mapToObj(
                    i -> RowFactory.create("no reason", "{\"row\":" + i + "}", staged.loadId()))
                .toList(),
            ShopTables.REJECTS.fileSchema())
        .coalesce(1)
        .write()
        .parquet(staged.rejectsDirectory());
  }
}

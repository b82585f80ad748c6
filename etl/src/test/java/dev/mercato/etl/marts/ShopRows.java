package dev.mercato.etl.marts;

import dev.mercato.core.table.ShopTables;
import dev.mercato.core.table.Table;
import dev.mercato.etl.Platform;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Small shops, written down as records of what matters to the marts. */
final class ShopRows {
  private ShopRows() {}

  /**
   * An order line of one price.
   *
   * @param user null for a guest
   */
  record Line(
      long id,
      long order,
      Long user,
      long product,
      int quantity,
      String price,
      String discount,
      String at,
      String status,
      String statusAt) {

    static Line completed(long id, long order, Long user, long product, String price, String at) {
      return new Line(id, order, user, product, 1, price, "0.00", at, "completed", at);
    }

    Line times(int pieces, String off) {
      return new Line(id, order, user, product, pieces, price, off, at, status, statusAt);
    }

    Line ended(String how, String when) {
      return new Line(id, order, user, product, quantity, price, discount, at, how, when);
    }

    BigDecimal amount() {
      return new BigDecimal(price)
          .multiply(BigDecimal.valueOf(quantity))
          .subtract(new BigDecimal(discount));
    }

    Row row() {
      return RowFactory.create(
          id,
          order,
          user,
          product,
          null,
          quantity,
          new BigDecimal(price),
          new BigDecimal(discount),
          amount(),
          status,
          null,
          time(at),
          time(statusAt));
    }
  }

  /** A click event. */
  record Event(
      long id,
      long session,
      Long user,
      String type,
      Long product,
      Long order,
      String device,
      String referrer,
      String at) {

    Row row() {
      return RowFactory.create(
          id, session, user, type, product, order, null, device, referrer, time(at));
    }
  }

  /** A product of the catalogue. */
  record Product(long id, String category, String cost) {
    Row row() {
      return RowFactory.create(
          id,
          "product " + id,
          category,
          "brand",
          new BigDecimal("10.00"),
          cost == null ? null : new BigDecimal(cost),
          4.5,
          Date.valueOf(LocalDate.of(2024, 1, 1)));
    }
  }

  /** A customer. */
  record User(long id, String country) {
    Row row() {
      return RowFactory.create(
          id,
          "user " + id,
          "u" + id + "@example.org",
          null,
          null,
          country,
          null,
          "organic",
          "gold",
          time("2024-01-01T00:00:00"));
    }
  }

  static Dataset<Row> lines(List<Line> lines) {
    return frame(ShopTables.TRANSACTIONS, lines.stream().map(Line::row).toList());
  }

  static Dataset<Row> events(List<Event> events) {
    return frame(ShopTables.CLICKSTREAM, events.stream().map(Event::row).toList());
  }

  static Dataset<Row> products(List<Product> products) {
    return frame(ShopTables.PRODUCTS, products.stream().map(Product::row).toList());
  }

  static Dataset<Row> users(List<User> users) {
    return frame(ShopTables.USERS, users.stream().map(User::row).toList());
  }

  /** The rows as text, a column after the other, in the order of the first columns. */
  static List<String> text(Dataset<Row> rows, String... columns) {
    Dataset<Row> chosen =
        rows.selectExpr(
            java.util.Arrays.stream(columns).map(c -> "`" + c + "`").toArray(String[]::new));
    return chosen.collectAsList().stream().map(row -> row.mkString(" ")).sorted().toList();
  }

  private static Dataset<Row> frame(Table table, List<Row> rows) {
    return Platform.spark().createDataFrame(rows, table.fileSchema());
  }

  static Timestamp time(String utc) {
    return Timestamp.from(Instant.parse(utc + "Z"));
  }
}

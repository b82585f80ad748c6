package dev.mercato.simulator;

import dev.mercato.simulator.walk.ClickEvent;
import dev.mercato.simulator.walk.ClickstreamCursor;
import dev.mercato.simulator.walk.OrderLine;
import dev.mercato.simulator.walk.TransactionCursor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Small shops, and their rows as lists. */
final class Rows {

  static final Window YEAR = new Window(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31));
  static final Window AUTUMN = new Window(LocalDate.of(2025, 9, 20), LocalDate.of(2025, 12, 10));

  private Rows() {}

  static Shop shop(long seed, long users) {
    return Shop.of(ShopSpec.DEFAULT.withSeed(seed).withUsers(users).withProducts(400));
  }

  static List<ClickEvent> clicks(Shop shop, Window window) {
    return clicks(shop, window, shop.usersBy(window.to()));
  }

  static List<ClickEvent> clicks(Shop shop, Window window, UserRange users) {
    List<ClickEvent> rows = new ArrayList<>();
    ClickstreamCursor cursor = new ClickstreamCursor(shop, window, users);
    while (cursor.next()) {
      rows.add(ClickEvent.at(cursor));
    }
    return rows;
  }

  static List<OrderLine> lines(Shop shop, Window window) {
    return lines(shop, window, shop.usersBy(window.to()));
  }

  static List<OrderLine> lines(Shop shop, Window window, UserRange users) {
    List<OrderLine> rows = new ArrayList<>();
    TransactionCursor cursor = new TransactionCursor(shop, window, users);
    while (cursor.next()) {
      rows.add(OrderLine.at(cursor));
    }
    return rows;
  }
}

package dev.mercato.etl.marts;

import dev.mercato.etl.marts.ShopRows.Event;
import dev.mercato.etl.marts.ShopRows.Line;
import dev.mercato.etl.marts.ShopRows.Product;
import dev.mercato.etl.marts.ShopRows.User;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * A shop whose days are drawn by a seed: the same day is the same rows whenever it is asked for.
 */
final class RandomShop {
  private static final int USERS = 30;
  private static final int PRODUCTS = 12;
  private static final List<String> ENDS =
      List.of("completed", "completed", "completed", "refunded", "cancelled", "failed");
  private static final List<String> STEPS =
      List.of("page_view", "search", "product_view", "add_to_cart", "remove_from_cart", "checkout");

  private final long seed;

  RandomShop(long seed) {
    this.seed = seed;
  }

  List<User> users() {
    return LongStream.rangeClosed(1, USERS).mapToObj(id -> new User(id, "Spain")).toList();
  }

  List<Product> products() {
    return LongStream.rangeClosed(1, PRODUCTS)
        .mapToObj(id -> new Product(id, "category " + id % 3, id % 4 == 0 ? null : id + ".50"))
        .toList();
  }

  /** The order lines of the days, first and last inside. */
  List<Line> lines(LocalDate from, LocalDate to) {
    List<Line> lines = new ArrayList<>();
    from.datesUntil(to.plusDays(1)).forEach(day -> addLines(lines, day));
    return lines;
  }

  private void addLines(List<Line> lines, LocalDate day) {
    SplittableRandom random = random(day, 1);
    int orders = random.nextInt(4);
    for (int n = 0; n < orders; n++) {
      long order = day.toEpochDay() * 100 + n + 1;
      Long user = random.nextInt(6) == 0 ? null : 1L + random.nextInt(USERS);
      LocalDateTime at = day.atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60));
      String status = ENDS.get(random.nextInt(ENDS.size()));
      LocalDateTime ended = at.plusHours(random.nextInt(24 * 40));
      int pieces = 1 + random.nextInt(3);
      for (int line = 0; line < pieces; line++) {
        int quantity = 1 + random.nextInt(4);
        lines.add(
            new Line(
                order * 10 + line,
                order,
                user,
                1L + random.nextInt(PRODUCTS),
                quantity,
                10 + random.nextInt(90) + "." + (10 + random.nextInt(90)),
                random.nextInt(3) + ".25",
                text(at),
                status,
                text(ended)));
      }
    }
  }

  /** The click events of the days, first and last inside. */
  List<Event> events(LocalDate from, LocalDate to) {
    List<Event> events = new ArrayList<>();
    from.datesUntil(to.plusDays(1)).forEach(day -> addEvents(events, day));
    return events;
  }

  private void addEvents(List<Event> events, LocalDate day) {
    SplittableRandom random = random(day, 2);
    int sessions = random.nextInt(4);
    for (int n = 0; n < sessions; n++) {
      long session = day.toEpochDay() * 100 + n + 1;
      LocalDateTime at = day.atTime(random.nextInt(23), random.nextInt(60));
      int length = 1 + random.nextInt(6);
      for (int step = 0; step < length; step++) {
        String type = STEPS.get(random.nextInt(STEPS.size()));
        boolean ofProduct = type.contains("product") || type.contains("cart");
        events.add(
            new Event(
                session * 10 + step,
                session,
                random.nextInt(3) == 0 ? null : 1L + session % USERS,
                type,
                ofProduct ? 1L + random.nextInt(PRODUCTS) : null,
                null,
                List.of("mobile", "desktop").get(random.nextInt(2)),
                random.nextBoolean() ? "ads" : null,
                text(at.plusSeconds(step * 20L))));
      }
    }
  }

  private SplittableRandom random(LocalDate day, int purpose) {
    return new SplittableRandom((seed * 100_000 + day.toEpochDay()) * 10 + purpose);
  }

  private static String text(LocalDateTime time) {
    return time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
  }
}

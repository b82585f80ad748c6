package dev.mercato.generator.tables;

import dev.mercato.simulator.Shop;
import dev.mercato.simulator.UserRange;
import dev.mercato.simulator.Window;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a table into parts, each the work of one task and one file: months of facts, and ranges of
 * users. How many is a function of the shop and the days alone, so that the files are the same on
 * any machine.
 */
public final class Parts {

  /** No file is meant to have many more rows than this. */
  private static final long MOST_ROWS = 1_000_000;

  /** Rows worth a task of their own, as long as there are fewer than {@link #FEW} of them. */
  private static final long LEAST_ROWS = 100_000;

  private static final int FEW = 4;

  /** How many users are walked through to see how many rows all will have. */
  private static final int PILOT_USERS = 1_000;

  private Parts() {}

  /** The parts of a table over some days. */
  public static List<Part> of(SimulatedTable table, Shop shop, Window window) {
    return switch (table) {
      case TRANSACTIONS, CLICKSTREAM -> {
        List<Part> parts = new ArrayList<>();
        for (Window month : months(window)) {
          parts.addAll(split(table, shop, month));
        }
        yield parts;
      }
      case USERS, USER_TRUTH -> split(table, shop, window);
      case PRODUCTS, PRODUCT_TRUTH -> List.of(new Part(window, new UserRange(1, 0)));
    };
  }

  /** The months that the days touch, each with those of its days that are among them. */
  static List<Window> months(Window window) {
    List<Window> months = new ArrayList<>();
    for (LocalDate from = window.from(); !from.isAfter(window.to()); ) {
      LocalDate end = YearMonth.from(from).atEndOfMonth();
      LocalDate to = end.isBefore(window.to()) ? end : window.to();
      months.add(new Window(from, to));
      from = to.plusDays(1);
    }
    return months;
  }

  private static List<Part> split(SimulatedTable table, Shop shop, Window window) {
    long users = shop.usersBy(window.to()).last();
    long rows = expectedRows(table, shop, window, users);
    long count = Math.max(1, Math.max(up(rows, MOST_ROWS), Math.min(FEW, up(rows, LEAST_ROWS))));
    List<Part> parts = new ArrayList<>();
    long size = Math.max(1, up(users, count));
    for (long first = 1; first <= users; first += size) {
      parts.add(new Part(window, new UserRange(first, Math.min(users, first + size - 1))));
    }
    return parts.isEmpty() ? List.of(new Part(window, new UserRange(1, 0))) : parts;
  }

  /** Counts the rows of the first users, who are as any others, and scales them up. */
  private static long expectedRows(SimulatedTable table, Shop shop, Window window, long users) {
    if (users == 0) {
      return 0;
    }
    long pilots = Math.min(users, PILOT_USERS);
    RowSource pilot = table.open(shop, new Part(window, new UserRange(1, pilots)));
    long rows = 0;
    for (int more = pilot.next(); more > 0; more = pilot.next()) {
      rows += more;
    }
    return (long) (rows * (users / (double) pilots));
  }

  private static long up(long rows, long each) {
    return (rows + each - 1) / each;
  }
}

package dev.mercato.simulator;

import dev.mercato.simulator.calibration.Calibration;
import dev.mercato.simulator.calibration.CalibrationTally;
import dev.mercato.simulator.calibration.CustomerValue;
import dev.mercato.simulator.walk.ClickstreamCursor;
import dev.mercato.simulator.walk.TransactionCursor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Measures the cursors on one thread, month by month as tasks read them, and prints the
 * calibration. Arguments: users (100,000) and rounds (5).
 */
public final class SimulatorSpeed {

  private SimulatorSpeed() {}

  public static void main(String[] arguments) {
    long users = arguments.length > 0 ? Long.parseLong(arguments[0]) : 100_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    long start = System.nanoTime();
    Shop shop = Shop.of(ShopSpec.DEFAULT.withUsers(users));
    System.out.printf(Locale.ROOT, "shop made in %d ms%n", (System.nanoTime() - start) / 1_000_000);
    for (int round = 0; round < rounds; round++) {
      measure("clickstream", () -> year(month -> clickstream(shop, month)));
      measure("transactions", () -> year(month -> transactions(shop, month)));
    }
    Window year = new Window(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31));
    CalibrationTally tally = new CalibrationTally(year);
    ClickstreamCursor cursor = new ClickstreamCursor(shop, year, shop.usersBy(year.to()), tally);
    while (cursor.next()) {
      // The tally looks at each session.
    }
    System.out.printf(
        Locale.ROOT,
        "%,d sessions, %,d events, %,d orders, %,d lines%n",
        tally.sessions(),
        tally.events(),
        tally.orders(),
        tally.orderLines());
    Calibration.compare(tally, CustomerValue.topFifthShare(shop, year))
        .forEach(
            reached ->
                System.out.printf(
                    Locale.ROOT,
                    "%-52s %8.3f  target %7.3f (%.3f to %.3f) %s%n",
                    reached.target().figure(),
                    reached.value(),
                    reached.target().target(),
                    reached.target().low(),
                    reached.target().high(),
                    reached.met() ? "met" : "MISSED"));
  }

  /** Time on the processor, so that other work on the machine does not count. */
  private static void measure(String what, LongSupplier rows) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    long count = rows.getAsLong();
    long nanos = threads.getCurrentThreadCpuTime() - start;
    System.out.printf(
        Locale.ROOT,
        "%-13s %,11d rows %6.2f s of one core %6.1f ns/row %5.1f M rows/s%n",
        what,
        count,
        nanos / 1e9,
        nanos / (double) count,
        count * 1e3 / nanos);
  }

  private static long year(IntFunction<Long> rowsOfMonth) {
    long rows = 0;
    for (int month = 1; month <= 12; month++) {
      rows += rowsOfMonth.apply(month);
    }
    return rows;
  }

  private static Window month(int number) {
    YearMonth month = YearMonth.of(2025, number);
    return new Window(month.atDay(1), month.atEndOfMonth());
  }

  private static long clickstream(Shop shop, int month) {
    Window window = month(month);
    ClickstreamCursor cursor = new ClickstreamCursor(shop, window, shop.usersBy(window.to()));
    long rows = 0;
    long sum = 0;
    while (cursor.next()) {
      rows++;
      sum +=
          cursor.eventId()
              ^ cursor.sessionId()
              ^ cursor.userId()
              ^ cursor.eventType().code()
              ^ cursor.productId()
              ^ cursor.orderId()
              ^ cursor.searchQuery()
              ^ cursor.device().code()
              ^ cursor.referrer().code()
              ^ cursor.occurredAt();
    }
    return sum == 1 ? 0 : rows;
  }

  private static long transactions(Shop shop, int month) {
    Window window = month(month);
    TransactionCursor cursor = new TransactionCursor(shop, window, shop.usersBy(window.to()));
    long rows = 0;
    long sum = 0;
    while (cursor.next()) {
      rows++;
      sum +=
          cursor.transactionId() ^ cursor.amountCents() ^ cursor.occurredAt() ^ cursor.statusAt();
    }
    return sum == 1 ? 0 : rows;
  }
}

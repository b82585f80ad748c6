package dev.mercato.streaming.consume;

import dev.mercato.core.warehouse.LoadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a stream has done since it started. */
public final class StreamFigures {
  private static final Duration RECENT = Duration.ofMinutes(5);
  private static final Duration RATE_OVER = Duration.ofSeconds(30);

  private final Instant started = Instant.now();
  private final Deque<Done> recent = new ArrayDeque<>();

  /** Events by their delay, in milliseconds. */
  private final SortedMap<Long, Double> delays = new TreeMap<>();

  private long read;
  private long kept;
  private long rejected;
  private long duplicates;
  private long batches;

  private record Done(Instant at, long read, long orders, double sales) {}

  synchronized void loaded(BatchSums sums, LoadReport report, Instant visible) {
    read += report.read();
    rejected += report.rejected();
    duplicates += report.duplicates();
    kept += report.read() - report.rejected() - report.duplicates();
    batches++;
    double weight = (double) sums.read() / Math.max(1, sums.sentMillis().size());
    for (long sent : sums.sentMillis()) {
      delays.merge(Math.max(0, visible.toEpochMilli() - sent), weight, Double::sum);
    }
    recent.add(new Done(visible, report.read(), sums.orders(), sums.sales()));
    while (recent.peek().at().isBefore(visible.minus(RECENT))) {
      recent.remove();
    }
  }

  /** The figures at this moment. */
  public synchronized StreamSnapshot snapshot() {
    Instant now = Instant.now();
    Duration over =
        Duration.between(started, now).compareTo(RATE_OVER) < 0
            ? Duration.between(started, now)
            : RATE_OVER;
    Instant since = now.minus(over);
    double rate =
        recent.stream().filter(done -> done.at().isAfter(since)).mapToLong(Done::read).sum()
            / Math.max(0.001, over.toMillis() / 1e3);
    return new StreamSnapshot(
        read,
        kept,
        rejected,
        duplicates,
        batches,
        rate,
        delay(0.5),
        delay(0.99),
        recent.stream().mapToLong(Done::orders).sum(),
        recent.stream().mapToDouble(Done::sales).sum());
  }

  /** The delay that this share of the events did not exceed, in seconds. */
  private double delay(double share) {
    double all = delays.values().stream().mapToDouble(Double::doubleValue).sum();
    double sum = 0;
    for (var entry : delays.entrySet()) {
      sum += entry.getValue();
      if (sum >= share * all) {
        return entry.getKey() / 1e3;
      }
    }
    return 0;
  }
}
